/**
 * Chooses whether requests to an address go through an HTTP proxy, and explains failed connections.
 * Environment variables come in, {@link io.telltale.providers.proxy.ProxyRoute} leaves; nothing of
 * a provider is known here.
 */
@NullMarked
package io.telltale.providers.proxy;

import org.jspecify.annotations.NullMarked;
