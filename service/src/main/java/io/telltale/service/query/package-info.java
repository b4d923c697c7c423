/**
 * Parameters and cursors of requests: what a caller wrote comes in, checked values leave. All
 * parameters that are wrong or unknown are named in one {@code 400}.
 */
@NullMarked
package io.telltale.service.query;

import org.jspecify.annotations.NullMarked;
