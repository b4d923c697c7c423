/** Polls of device commands in Microsoft Graph. */
@NullMarked
package io.telltale.poller.poll.graph;

import org.jspecify.annotations.NullMarked;
