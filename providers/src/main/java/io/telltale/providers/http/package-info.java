/**
 * Sends requests to one configured host and sorts the answers by status. Calls come in from the
 * provider packages, {@code page} answers leave; no provider's name occurs here.
 */
@NullMarked
package io.telltale.providers.http;

import org.jspecify.annotations.NullMarked;
