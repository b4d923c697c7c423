/** What failures and their logs have in common: the chain of causes, and text in one line. */
@NullMarked
package io.telltale.schemas.failure;

import org.jspecify.annotations.NullMarked;
