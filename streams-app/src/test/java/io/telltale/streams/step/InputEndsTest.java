package io.telltale.streams.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class InputEndsTest {

    private static final TopicPartition EVENTS = new TopicPartition("events", 0);
    private static final TopicPartition IDENTITIES = new TopicPartition("identities", 0);

    private final InputEnds ends = new InputEnds();

    @Test
    void aTaskIsAsOfNoTime_beforeItHasReachedAnEnd() {
        assertThat(ends.asOf()).isEmpty();

        ends.note(EVENTS, 1_000, 10, 9);

        assertThat(ends.asOf()).isEmpty();
    }

    @Test
    void aTaskThatHasCommittedAllOfItsInputIsAsOfTheTimeWhenTheEndWasAskedFor() {
        ends.note(EVENTS, 1_000, 10, 10);

        assertThat(ends.asOf()).hasValue(1_000);
    }

    @Test
    void atASteadyFlowATaskIsAsOfTheLatestEndThatItHasReached() {
        ends.note(EVENTS, 1_000, 100, 50);
        ends.note(EVENTS, 1_500, 150, 99);
        ends.note(EVENTS, 2_000, 200, 150);

        assertThat(ends.asOf()).hasValue(1_500);

        ends.note(EVENTS, 2_500, 250, 199);

        assertThat(ends.asOf()).hasValue(1_500);
    }

    @Test
    void aTaskThatFallsBehindStaysAsOfTheTimeThatItHadReached() {
        ends.note(EVENTS, 1_000, 10, 10);
        for (var second = 2; second < 5_000; second++) {
            ends.note(EVENTS, second * 1_000L, second * 100L, 11);
        }

        assertThat(ends.asOf()).hasValue(1_000);
    }

    @Test
    void theInputIsBehind_untilItIsAsOfThreeSecondsAgo() {
        assertThat(ends.isBehind(1_000)).isTrue();

        ends.note(EVENTS, 1_000, 10, 10);

        assertThat(ends.isBehind(4_000)).isFalse();
        assertThat(ends.isBehind(4_001)).isTrue();

        ends.note(EVENTS, 4_001, 20, 20);

        assertThat(ends.isBehind(4_001)).isFalse();
    }

    @Test
    void theInputIsAsOfTheEarliestTimeOfItsPartitions() {
        ends.note(EVENTS, 1_000, 10, 10);
        ends.note(EVENTS, 2_000, 20, 20);
        ends.note(IDENTITIES, 1_000, 5, 5);
        ends.note(IDENTITIES, 2_000, 7, 6);

        assertThat(ends.asOf()).hasValue(1_000);
    }
}
