/** Real requests through a real proxy, and the rules that choose one. */
@NullMarked
package io.telltale.providers.proxy;

import org.jspecify.annotations.NullMarked;
