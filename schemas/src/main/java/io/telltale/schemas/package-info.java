/** What a record is. */
@NullMarked
package io.telltale.schemas;

import org.jspecify.annotations.NullMarked;
