package io.telltale.poller.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.task.PollTasks;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.SourceError;
import io.telltale.schemas.record.SourceHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthReporterTest {

    private static final Instant NOW = Instant.parse("2026-11-20T23:00:00Z");
    private static final PollTask ONE = command("one");
    private static final PollTask OTHER = command("other");

    private final HealthReporter health = new HealthReporter(Optional.empty());

    @Test
    void allCommandsOfAnAccountAreOneSource() {
        assertThat(HealthKey.of(ONE))
                .isEqualTo(HealthKey.of(OTHER))
                .isEqualTo("graph:me:GRAPH_COMMAND");
    }

    @Test
    void theSourceFails_untilNoneOfItsTasksDoes() {
        assertThat(fails(ONE, "HTTP_401", 0))
                .hasValueSatisfying(
                        published -> assertThat(errorOf(published)).isEqualTo("HTTP_401"));
        assertThat(fails(OTHER, "HTTP_500", 2)).isEmpty(); // the older one says why
        assertThat(succeeds(ONE, 4))
                .hasValueSatisfying(
                        published -> assertThat(errorOf(published)).isEqualTo("HTTP_500"));
        assertThat(succeeds(OTHER, 6))
                .hasValueSatisfying(published -> {
                    assertThat(published.getLastError()).isNull();
                    assertThat(published.getLastSuccessAt()).isEqualTo(minute(6));
                });
    }

    @Test
    void aTaskThatIsNoLongerPolled_doesNotKeepTheSourceFailing() {
        assertThat(fails(ONE, "HTTP_401", 0)).isPresent();
        health.forget(ONE.getId());

        assertThat(succeeds(OTHER, 2))
                .hasValueSatisfying(published -> assertThat(published.getLastError()).isNull());
    }

    @Test
    void twoThatFailAlternately_areNotPublishedEachMinute() {
        assertThat(fails(ONE, "HTTP_401", 0)).isPresent();

        for (var minute = 2; minute < 20; minute += 2) {
            assertThat(fails(OTHER, "HTTP_500", minute)).isEmpty();
            assertThat(fails(ONE, "HTTP_401", minute + 1)).isEmpty();
        }
    }

    private Optional<SourceHealth> fails(PollTask task, String type, int minute) {
        return health.due(
                task,
                Optional.empty(),
                Optional.of(new TaskStatus.Failure(minute(minute), type, "of " + task.getId())),
                minute(minute));
    }

    private Optional<SourceHealth> succeeds(PollTask task, int minute) {
        return health.due(task, Optional.of(minute(minute)), Optional.empty(), minute(minute));
    }

    private static String errorOf(SourceHealth health) {
        return Optional.ofNullable(health.getLastError()).map(SourceError::getType).orElse("none");
    }

    private static Instant minute(int minute) {
        return NOW.plus(Duration.ofMinutes(minute));
    }

    private static PollTask command(String id) {
        return PollTasks.create(
                PollKind.GRAPH_COMMAND,
                "me",
                Map.of("deviceId", "d", "commandId", id),
                Duration.ofMinutes(1));
    }
}
