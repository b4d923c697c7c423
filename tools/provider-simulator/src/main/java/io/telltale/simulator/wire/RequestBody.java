package io.telltale.simulator.wire;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a request's body and leaves it to be read again. */
final class RequestBody {

    private static final byte[] NOTHING = {};
    private static final long LIMIT_SECONDS = 10;

    private RequestBody() {}

    /** Blocks until the body is there; empty when it does not come whole. */
    static byte[] of(HttpRequest<?> request) {
        if (!(request instanceof ServerHttpRequest<?> served)) {
            return NOTHING;
        }
        try (var copy = served.byteBody().split(SplitBackpressureMode.FASTEST);
                var whole = copy.buffer().get(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            return whole.toByteArray();
        } catch (ExecutionException | TimeoutException _) {
            return NOTHING;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return NOTHING;
        }
    }
}
