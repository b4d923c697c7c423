package io.telltale.localstack.check.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DrawnQuirksTest {

    private static final JsonNode FLEET =
            Events.json(
                    """
                    {"graphAccounts":[{"name":"demo","commands":[
                        {"deviceId":"d","commandId":"c1"},{"deviceId":"d","commandId":"c2"}]}]}\
                    """);

    @Test
    void areTheSameForTheSameSeed_andOthersForOthers() {
        assertThat(DrawnQuirks.of(7, FLEET)).isEqualTo(DrawnQuirks.of(7, FLEET));
        assertThat(LongStream.range(0, 50).mapToObj(seed -> DrawnQuirks.of(seed, FLEET).quirks()))
                .doesNotHaveDuplicates();
    }

    @Test
    void closeOneCommandOfTheFleet() {
        var drawn = DrawnQuirks.of(1, FLEET);

        assertThat(drawn.closedCommand()).get().isIn("c1", "c2");
        assertThat(drawn.quirks().path("graphUnauthorizedCommand").asText())
                .isEqualTo(drawn.closedCommand().orElseThrow());
        assertThat(DrawnQuirks.of(1, Events.json("{}")).closedCommand()).isEmpty();
    }

    @Test
    void letAllPollsSucceed_whenTheDisturbanceIsOver_andStayOtherwise() {
        var drawn = DrawnQuirks.of(1, FLEET);
        var calm = drawn.withoutFailures();

        assertThat(calm.quirks().path("pushFailsInside200").asDouble()).isZero();
        assertThat(calm.quirks().path("pushThrottlesInside200").asDouble()).isZero();
        assertThat(others(calm)).isEqualTo(others(drawn));
        assertThat(drawn.quirks().path("pushFailsInside200").asDouble()).isPositive();
    }

    private static ObjectNode others(DrawnQuirks drawn) {
        var quirks = drawn.quirks().deepCopy();
        quirks.remove(List.of("pushFailsInside200", "pushThrottlesInside200"));
        return quirks;
    }
}
