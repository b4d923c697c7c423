/** SHA-256 digests. */
@NullMarked
package io.telltale.schemas.digest;

import org.jspecify.annotations.NullMarked;
