/** What becomes of callbacks, part by part. */
@NullMarked
package io.telltale.callback.endpoint;

import org.jspecify.annotations.NullMarked;
