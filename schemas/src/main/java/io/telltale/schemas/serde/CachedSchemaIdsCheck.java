package io.telltale.schemas.serde;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares ids of a file with the registry, on a thread of its own: as soon as the registry
 * answers, and again as long as one of them names another schema. A caller that needs an id waits
 * for the first try, so that while the registry is there no record is written under a wrong id.
 */
final class CachedSchemaIdsCheck implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CachedSchemaIdsCheck.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final CountDownLatch first = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Begins at once.
     *
     * @param comparison compares and takes over what it finds; true when it need not be repeated
     */
    CachedSchemaIdsCheck(BooleanSupplier comparison) {
        this.thread =
                Thread.ofVirtual().name("schema-ids-check").start(() -> untilDone(comparison));
    }

    /** Waits until the registry was compared with or has not answered, seconds at most. */
    void awaitFirst() {
        if (first.getCount() == 0) { // asked for each record
            return;
        }
        try {
            first.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while schema ids are compared", e);
        }
    }

    private void untilDone(BooleanSupplier comparison) {
        try {
            while (!isDone(comparison)) {
                first.countDown();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            LOG.debug("schema ids are not compared any more");
        } catch (RuntimeException e) {
            LOG.error("schema ids were not compared with the registry", e);
        } finally {
            first.countDown();
        }
    }

    private static boolean isDone(BooleanSupplier comparison) {
        try {
            return comparison.getAsBoolean();
        } catch (RegistryUnavailableException | RegistryUnauthorizedException e) {
            LOG.warn("schema ids of the file are used and not compared yet: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
