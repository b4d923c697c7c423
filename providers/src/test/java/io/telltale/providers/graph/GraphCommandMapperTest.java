package io.telltale.providers.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.event.EventLimits;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.ref.MalformedRefException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphCommandMapperTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String COMMAND = "0158355AD4D680CC4E2994CC009EFFD7337D1335FCA6ED266";

    private final GraphCommandMapper mapper =
            new GraphCommandMapper("demo", "6841b3db-2b55-467b-ad84-79a41a4ef665", COMMAND);

    @Test
    void mapsACompletedCommandWithItsResponse() {
        var command = GraphCommandClientTest.bare(COMMAND + "…", "completed");

        var event = mapper.event(command, Optional.of("{\"Type\":\"Ok\"}"), 1, NOW).event();

        assertThat(event.getEventId()).isEqualTo("757aa1c9cd39fbc85de98a306176a0bf");
        assertThat(event.getProvider()).isEqualTo(Provider.GRAPH);
        assertThat(event.getAccount()).isEqualTo("demo");
        assertThat(event.getDevices())
                .containsExactly("graph:6841b3db-2b55-467b-ad84-79a41a4ef665");
        assertThat(event.getOccurredAt()).isNull();
        assertThat(event.getObservedAt()).isEqualTo(NOW);
        assertThat(event.getChannel()).isEqualTo(Channel.POLL);
        assertThat(event.getTaskKind()).isEqualTo(TaskKind.COMMAND);
        assertThat(event.getTaskId()).isEqualTo(COMMAND);
        assertThat(event.getReading()).isEqualTo(1);
        assertThat(event.getProviderStatus()).isEqualTo("completed");
        assertThat(event.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(event.getReason()).isNull();
        var detail = Objects.requireNonNull(event.getCommand());
        assertThat(detail.getResponsePayload()).isEqualTo("{\"Type\":\"Ok\"}");
        assertThat(detail.getPayload()).isNull();
        assertThat(detail.getPayloadCut()).isFalse();
    }

    @Test
    void keepsWhatTheCommandSays() {
        var command = command("{\"a\":1}", "{\"b\":2}");

        var event = mapper.event(command, Optional.empty(), 3, NOW).event();

        assertThat(event.getReason()).isEqualTo("why");
        var detail = Objects.requireNonNull(event.getCommand());
        assertThat(detail.getType()).isEqualTo("AppService");
        assertThat(detail.getAppServiceName()).isEqualTo("service");
        assertThat(detail.getPackageFamilyName()).isEqualTo("family");
        assertThat(detail.getError()).isEqualTo("why");
        assertThat(detail.getPostBackUri()).isEqualTo("https://a.example");
        assertThat(detail.getPayload()).isEqualTo("{\"a\":1}");
        assertThat(detail.getResponsePayload()).isEqualTo("{\"b\":2}");
    }

    @Test
    void givesEachTurnItsOwnId_andTheSameTurnTheSame() {
        var command = GraphCommandClientTest.bare(COMMAND, "executing");

        var first = mapper.event(command, Optional.empty(), 1, NOW).eventId();

        assertThat(mapper.event(command, Optional.empty(), 1, NOW.plusSeconds(9)).eventId())
                .isEqualTo(first);
        assertThat(mapper.event(command, Optional.empty(), 2, NOW).eventId()).isNotEqualTo(first);
    }

    @Test
    void cutsALongPayloadAndSaysSo() {
        var command = command("x".repeat(EventLimits.PAYLOAD + 1), "short");

        var detail =
                Objects.requireNonNull(
                        mapper.event(command, Optional.empty(), 1, NOW).event().getCommand());

        assertThat(detail.getPayload()).hasSize(EventLimits.PAYLOAD);
        assertThat(detail.getPayloadCut()).isTrue();
    }

    @Test
    void refusesADeviceIdThatCannotBeARef() {
        assertThatThrownBy(() -> new GraphCommandMapper("demo", "a/b", COMMAND))
                .isInstanceOf(MalformedRefException.class);
    }

    private static GraphCommand command(String payload, String response) {
        return new GraphCommand(
                Optional.of(COMMAND),
                "error",
                Optional.of("AppService"),
                Optional.of("service"),
                Optional.of("family"),
                Optional.of("why"),
                Optional.of("https://a.example"),
                Optional.of(payload),
                Optional.of(response));
    }
}
