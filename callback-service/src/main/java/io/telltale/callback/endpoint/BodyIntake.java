package io.telltale.callback.endpoint;

import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes bodies in, a bounded number of bounded size at a time: at most {@link #AT_ONCE} bodies and
 * what is made of them are in memory. Who finds it full hears 503 and comes again.
 */
@Singleton
final class BodyIntake {

    static final int LARGEST = 1024 * 1024;
    static final int AT_ONCE = 16;

    /** From the first byte of the body to the last. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    /** Hands the whole body on, or ends the request with a problem. */
    void take(@Nullable InputStream body, Consumer<byte[]> next) {
        if (!places.tryAcquire()) {
            throw ProblemException.later(
                    ProblemType.NOT_READY, "too many callbacks at once", Duration.ofSeconds(1));
        }
        try {
            next.accept(body == null ? new byte[0] : read(body));
        } finally {
            places.release();
        }
    }

    private byte[] read(InputStream body) {
        var reading = readers.submit(() -> readAtMost(body));
        try {
            return reading.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            reading.cancel(true);
            throw ProblemException.of(
                    ProblemType.TOO_SLOW, "expected the whole body within " + DEADLINE);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException problem
                    ? problem
                    : ProblemException.of(ProblemType.BAD_BODY, "expected a whole body");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.later(ProblemType.NOT_READY, "stopping", Duration.ofSeconds(1));
        }
    }

    private static byte[] readAtMost(InputStream body) throws IOException {
        try (body) {
            var bytes = body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw ProblemException.of(
                        ProblemType.TOO_LARGE, "expected at most %d bytes".formatted(LARGEST));
            }
            return bytes;
        }
    }

    @PreDestroy
    void close() {
        readers.shutdownNow();
    }
}
