package io.telltale.streams.fold;

import static io.telltale.streams.topology.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.Transition;
import io.telltale.streams.topology.Given;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TasksTest {

    @Test
    void anyOrderOfTheReadingsGivesTheSameTask() {
        var seed = Long.getLong("seed", 1);
        var random = new Random(seed);
        var readings = new ArrayList<>(readings(30));
        var expected = Tasks.of(readings);

        for (var run = 0; run < 100; run++) {
            Collections.shuffle(readings, random);
            assertThat(Tasks.of(readings)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void appendingOneByOneIsTheSameAsTheWhole() {
        DeviceTask task = null;
        for (var reading : readings(30)) {
            task = Tasks.appended(task, reading);
        }

        assertThat(task).isEqualTo(Tasks.of(readings(30)));
    }

    @Test
    void aReadingEqualToItsPredecessorAddsNoTransition() {
        var task =
                Tasks.of(
                        List.of(
                                Given.upgrade("imei:1", "A", Outcome.FAILED, 1, NOW),
                                Given.upgrade(
                                        "imei:1", "A", Outcome.FAILED, 2, NOW.plusSeconds(1))));

        assertThat(task.getTransitions()).hasSize(1);
        assertThat(task.getReading()).isEqualTo(2);
    }

    @Test
    void theLastTwentyTransitionsAreKept() {
        var task = Tasks.of(readings(90));

        assertThat(task.getTransitions()).hasSize(20);
        assertThat(task.getTransitions())
                .extracting(Transition::getReading)
                .isSorted()
                .endsWith(90L);
    }

    @Test
    void readingsOfOneMomentAreOrderedByTheirNumber() {
        var task =
                Tasks.of(
                        List.of(
                                Given.upgrade("imei:1", "late", Outcome.FAILED, 2, NOW),
                                Given.upgrade("imei:1", "early", Outcome.PENDING, 1, NOW)));

        assertThat(task.getProviderStatus()).isEqualTo("late");
    }

    private static List<DeviceStatusEvent> readings(int count) {
        var readings = new ArrayList<DeviceStatusEvent>();
        for (var reading = 1; reading <= count; reading++) {
            var word = "word" + reading % 3;
            readings.add(
                    Given.upgrade(
                            "imei:1",
                            word,
                            Outcome.IN_PROGRESS,
                            reading,
                            NOW.plusSeconds(reading)));
        }
        return readings;
    }
}
