/**
 * Names devices and campaigns. An id comes in in any of its spellings; a value type with the one
 * kept spelling leaves for {@code event}, or {@link MalformedRefException} names what was expected.
 * Nothing else in the project takes a ref apart.
 */
@NullMarked
package io.telltale.schemas.ref;

import org.jspecify.annotations.NullMarked;
