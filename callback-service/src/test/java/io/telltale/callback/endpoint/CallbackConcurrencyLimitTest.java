package io.telltale.callback.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.service.problem.ProblemException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallbackConcurrencyLimitTest {

    @Test
    void oneMoreThanThereArePlacesIsRefused_andAPlaceIsFreeAgainAfterTheWork() throws Exception {
        var limit = new CallbackConcurrencyLimit();
        var refused = new AtomicInteger();
        var inPlace = new CountDownLatch(CallbackConcurrencyLimit.AT_ONCE);
        var done = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var place = 0; place < CallbackConcurrencyLimit.AT_ONCE; place++) {
                threads.execute(() ->
                        limit.run(
                                () -> {
                                    inPlace.countDown();
                                    await(done);
                                },
                                refused::incrementAndGet));
            }
            await(inPlace);

            assertThatThrownBy(() -> limit.run(() -> {}, refused::incrementAndGet))
                    .isInstanceOf(ProblemException.class);
            assertThat(refused).hasValue(1);
            done.countDown();
        }

        var ran = new AtomicInteger();
        limit.run(ran::incrementAndGet, refused::incrementAndGet);
        assertThat(ran).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
