/**
 * The possible results of one request to a provider, as sealed types. The clients produce them, the
 * polls of the services consume them.
 */
@NullMarked
package io.telltale.providers.page;

import org.jspecify.annotations.NullMarked;
