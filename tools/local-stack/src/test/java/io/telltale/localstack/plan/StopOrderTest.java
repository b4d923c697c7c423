package io.telltale.localstack.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which parts stop first. */
final class StopOrderTest {

    @Test
    void instancesOfAServiceStopTogether_andWritersBeforeWhatTheyWriteTo() {
        var names =
                List.of("kafka", "streams-app", "poller-service-2", "up", "poller-service", "init");

        assertThat(StopOrder.of(names))
                .containsExactly(
                        List.of("init"),
                        List.of("poller-service", "poller-service-2"),
                        List.of("streams-app"),
                        List.of("kafka"));
    }
}
