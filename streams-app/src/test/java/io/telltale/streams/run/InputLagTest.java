package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.streams.run.InputLag.Measured;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class InputLagTest {

    private static final Instant START = Instant.parse("2026-11-20T23:00:00Z");

    private final InputLag inputLag = new InputLag();

    @Test
    void recordsWithoutACommitAreLag_thoughTheConsumerHasFetchedThem() {
        assertThat(after(0, 10, 16, true).lag()).isEqualTo(6);
        assertThat(after(4, 10, 16, true).lag()).isEqualTo(6);
    }

    @Test
    void markersAtTheEndOfAPartitionAreNoLag_onceTheConsumerHasBeenThereForAWhile() {
        after(0, 10, 12, true);

        assertThat(after(6, 10, 12, true).lag()).isZero();
        assertThat(after(7, 10, 13, false).lag()).isEqualTo(3);
    }

    @Test
    void aNewRecordIsLag_thoughTheConsumerWasAtTheEndForLong() {
        after(0, 10, 10, true);
        after(60, 10, 10, true);

        assertThat(after(61, 10, 11, true).lag()).isEqualTo(1);
    }

    @Test
    void aRecordThatHoldsUpItsThreadIsLag_andStuckAfterAMinute() {
        after(0, 10, 10, true);
        after(1, 10, 11, true);

        assertThat(after(6, 10, 11, false).lag()).isEqualTo(1);
        assertThat(after(60, 10, 11, false).stuck()).containsExactly("in-0 at offset 10");
    }

    @Test
    void aPartitionIsStuck_whenNothingIsCommittedForAMinute() {
        after(0, 10, 16, false);

        assertThat(after(59, 10, 20, false).stuck()).isEmpty();
        assertThat(after(60, 10, 20, false).stuck()).containsExactly("in-0 at offset 10");
        assertThat(after(61, 11, 20, false).stuck()).isEmpty();
    }

    @Test
    void theTimeWithoutInputDoesNotCount() {
        after(0, 10, 10, true);
        after(300, 10, 10, true);

        assertThat(after(301, 10, 16, false).stuck()).isEmpty();
    }

    @Test
    void theTimeWithoutInputDoesNotCount_thoughMarkersLieBehindTheCommit() {
        after(0, 10, 12, true);
        after(300, 10, 12, true);

        assertThat(after(301, 10, 13, false).stuck()).isEmpty();
        assertThat(after(360, 10, 13, false).stuck()).containsExactly("in-0 at offset 10");
    }

    @Test
    void theTimeInWhichTheGraphRestoresDoesNotCount() {
        after(0, 10, 16, false);
        inputLag.forget();

        assertThat(after(600, 10, 16, false).stuck()).isEmpty();
        assertThat(after(660, 10, 16, false).stuck()).containsExactly("in-0 at offset 10");
    }

    @Test
    void aPartitionOfAnotherInstanceIsLag_andNeverStuck() {
        after(0, 10, 16, false, false);

        assertThat(after(600, 10, 16, false, false).lag()).isEqualTo(6);
        assertThat(after(601, 10, 16, false, false).stuck()).isEmpty();
    }

    @Test
    void aPartitionThatIsTakenOverIsNotStuckAtOnce() {
        after(0, 10, 16, false, false);
        after(600, 10, 16, false, false);

        assertThat(after(601, 10, 16, false, true).stuck()).isEmpty();
        assertThat(after(660, 10, 16, false, true).stuck()).containsExactly("in-0 at offset 10");
    }

    @Test
    void whatIsPassedIncludesMarkers_onceTheConsumerHasBeenAtTheEndForAWhile() {
        var partition = new TopicPartition("in", 0);
        assertThat(after(0, 10, 12, true).passed()).containsEntry(partition, 10L);

        assertThat(after(6, 10, 12, true).passed()).containsEntry(partition, 12L);
    }

    private InputLag.Found after(long seconds, long committed, long end, boolean atEnd) {
        return after(seconds, committed, end, atEnd, true);
    }

    private InputLag.Found after(
            long seconds, long committed, long end, boolean atEnd, boolean own) {
        var measured = new Measured(new TopicPartition("in", 0), committed, end, atEnd, own);
        return inputLag.after(List.of(measured), START.plusSeconds(seconds));
    }
}
