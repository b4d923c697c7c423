/**
 * How a process is configured: environment variables in, typed values out, every fault listed at
 * once.
 */
@NullMarked
package io.telltale.schemas.settings;

import org.jspecify.annotations.NullMarked;
