/** What the client tests talk to: a real HTTP server, a clock that is set, recorded payloads. */
@NullMarked
package io.telltale.providers.server;

import org.jspecify.annotations.NullMarked;
