/**
 * Reads providers' JSON leniently: names in any case, numbers as text, limits on depth. Bytes come
 * in, members, rows or one clear refusal leave.
 */
@NullMarked
package io.telltale.providers.json;

import org.jspecify.annotations.NullMarked;
