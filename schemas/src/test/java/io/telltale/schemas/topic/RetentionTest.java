package io.telltale.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionTest {

    @Test
    void daysAreDeletedByTheirAge() {
        assertThat(Retention.days(30).properties())
                .isEqualTo(Map.of("cleanup.policy", "delete", "retention.ms", "2592000000"));
    }

    @Test
    void compactedKeepsTheLastOfEachKey_andTombstonesForEightDays() {
        assertThat(Retention.compacted().properties())
                .isEqualTo(Map.of("cleanup.policy", "compact", "delete.retention.ms", "691200000"));
    }
}
