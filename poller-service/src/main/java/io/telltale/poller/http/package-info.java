/** How the poll tasks stand, over HTTP. */
@NullMarked
package io.telltale.poller.http;

import org.jspecify.annotations.NullMarked;
