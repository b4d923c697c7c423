package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LagMonitorTest {

    @Test
    void looksAgain_afterALookThatFailed() throws InterruptedException {
        var looks = new CountDownLatch(2);
        try (var timer = Executors.newSingleThreadScheduledExecutor()) {
            Runnable look =
                    () -> {
                        looks.countDown();
                        throw new IllegalStateException("closed meanwhile");
                    };
            var _ =
                    timer.scheduleWithFixedDelay(
                            LagMonitor.surviving(look), 0, 1, TimeUnit.MILLISECONDS);

            assertThat(looks.await(20, TimeUnit.SECONDS)).isTrue();

            timer.shutdownNow();
        }
    }
}
