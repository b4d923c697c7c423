/** Claims about the reading of JSON. */
@NullMarked
package io.telltale.providers.json;

import org.jspecify.annotations.NullMarked;
