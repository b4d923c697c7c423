package io.telltale.providers.http;

import io.telltale.providers.page.Answer;
import java.net.URI;
import java.time.Clock;

/** Sends requests to one host. Blocking, meant for virtual threads; safe for several at once. */
public final class HttpSender implements AutoCloseable {

    /**
     * A sender.
     *
     * @param base scheme, host, port and perhaps a path that goes before every path; no other host
     *     is ever called
     */
    public HttpSender(URI base, SendLimits limits, Clock clock) {}

    /** Sends and waits. Got is any HTTP 2xx; no redirect is followed. */
    public Answer<Reply> send(HttpCall call) {
        throw new UnsupportedOperationException();
    }

    /** Ends requests on the way with Unavailable. */
    @Override
    public void close() {}
}
