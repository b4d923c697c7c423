package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StandbyCopiesTest {

    private static final Map<String, String> TOPICS =
            Map.of("rows", "sms", "cards", "sms", "x", "y");
    private static final TopicPartition TASK = new TopicPartition("sms", 1);
    private static final Set<TopicPartition> STANDBYS = Set.of(TASK);

    @Test
    void aTaskHasCaughtUp_whenAllItsStoresHave_butForTheMarkerOfTheLastTransaction() {
        var lags = Map.of("rows", Map.of(0, 99L, 1, 0L), "cards", Map.of(1, 1L));

        assertThat(StandbyCopies.caughtUp(STANDBYS, TOPICS, lags)).containsExactly(TASK);
    }

    @Test
    void aTaskHasNotCaughtUp_whileOneOfItsStoresLacksARecord() {
        var lags = Map.of("rows", Map.of(1, 0L), "cards", Map.of(1, 2L));

        assertThat(StandbyCopies.caughtUp(STANDBYS, TOPICS, lags)).isEmpty();
    }

    @Test
    void aTaskHasNotCaughtUp_whileNothingIsKnownOfAStore() {
        assertThat(StandbyCopies.caughtUp(STANDBYS, TOPICS, Map.of("rows", Map.of(1, 0L))))
                .isEmpty();
    }
}
