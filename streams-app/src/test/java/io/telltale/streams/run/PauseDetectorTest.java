package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PauseDetectorTest {

    private final AtomicLong time = new AtomicLong();
    private final PauseDetector pauses = new PauseDetector(time::get);

    @Test
    void aProcessThatRunsHasLostNothing() {
        for (var second = 0; second < 60; second++) {
            pass(Duration.ofSeconds(1));
            pauses.beat();

            assertThat(pauses.mayHaveLostPartitions()).isFalse();
        }
    }

    @Test
    void aPauseAsLongAsASessionMayHaveCostPartitions_beforeAnythingBeatsAgain() {
        pass(Duration.ofSeconds(30));

        assertThat(pauses.mayHaveLostPartitions()).isTrue();
    }

    @Test
    void afterAPause_thatHoldsUntilTheGroupWasHeard() {
        pass(Duration.ofSeconds(30));
        pauses.beat();
        assertThat(pauses.mayHaveLostPartitions()).isTrue();

        pass(Duration.ofSeconds(4));
        pauses.beat();
        assertThat(pauses.mayHaveLostPartitions()).isTrue();

        pass(Duration.ofSeconds(1));
        pauses.beat();
        assertThat(pauses.mayHaveLostPartitions()).isFalse();
    }

    @Test
    void aShortPauseCostsNothing() {
        pass(Duration.ofSeconds(7));
        pauses.beat();

        assertThat(pauses.mayHaveLostPartitions()).isFalse();
    }

    private void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }
}
