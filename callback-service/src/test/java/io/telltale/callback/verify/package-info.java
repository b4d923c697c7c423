/** Who may call back, part by part. */
@NullMarked
package io.telltale.callback.verify;

import org.jspecify.annotations.NullMarked;
