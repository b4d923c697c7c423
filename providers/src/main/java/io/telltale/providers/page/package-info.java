/**
 * What one call to a provider can answer: closed types that every caller takes apart completely.
 * The clients produce them, the services' turns consume them.
 */
@NullMarked
package io.telltale.providers.page;

import org.jspecify.annotations.NullMarked;
