package io.telltale.localstack.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartsTest {

    private final Restarts restarts = new Restarts();

    @Test
    void aServiceThatFailedForGoodIsStartedAgainFiveTimes_afterPausesThatDouble() {
        assertThat(IntStream.range(0, 5).mapToObj(_ -> restarts.after("streams-app", 70)))
                .map(restart -> restart.orElseThrow().pause().toSeconds())
                .containsExactly(1L, 2L, 4L, 8L, 16L);
        assertThat(restarts.after("streams-app", 70)).isEmpty();
        assertThat(restarts.after("poller-service", 70)).isPresent();
    }

    @Test
    void aServiceThatEndedInAnotherWayIsNotStartedAgain() {
        assertThat(restarts.after("streams-app", 0)).isEmpty();
        assertThat(restarts.after("streams-app", 1)).isEmpty();
        assertThat(restarts.after("streams-app", 137)).isEmpty();
    }
}
