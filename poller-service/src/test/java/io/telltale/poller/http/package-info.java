/** Claims about what the poller answers over HTTP, where no server is needed to see them. */
@org.jspecify.annotations.NullMarked
package io.telltale.poller.http;
