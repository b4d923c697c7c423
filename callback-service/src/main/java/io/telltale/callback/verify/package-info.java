/**
 * Is it really them: a source address, an account and credentials come in, yes or one and the same
 * no leaves.
 */
@NullMarked
package io.telltale.callback.verify;

import org.jspecify.annotations.NullMarked;
