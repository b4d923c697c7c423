package io.telltale.poller.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.TaskProgress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommittedTaskStateTest {

    private static final Instant NOW = Instant.parse("2026-11-20T23:00:00Z");

    @Test
    void aNewTaskBeginsAboveTheScansOfAnEarlierLife() {
        var earlier = memory(Optional.empty(), NOW).progress();
        var later = memory(Optional.empty(), NOW.plusSeconds(60)).progress();

        assertThat(earlier.getScan()).isEqualTo(NOW.getEpochSecond());
        assertThat(later.getScan()).isGreaterThan(earlier.getScan());
    }

    @Test
    void aTaskGoesOnWithTheScanThatWasCommitted() {
        var read = TaskProgress.newBuilder().setScan(7).setObservedAt(NOW).build();

        assertThat(memory(Optional.of(read), NOW.plusSeconds(60)).progress().getScan())
                .isEqualTo(7);
    }

    private static CommittedTaskState memory(Optional<TaskProgress> read, Instant now) {
        return new CommittedTaskState(read, now, Map.of(), Map.of(), Optional.empty());
    }
}
