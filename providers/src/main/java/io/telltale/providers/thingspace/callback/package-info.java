/** Callbacks: registers their listeners, parses their bodies, masks their credentials. */
@NullMarked
package io.telltale.providers.thingspace.callback;

import org.jspecify.annotations.NullMarked;
