package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.streams.run.Restoring.Left;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoringTest {

    private static final TopicPartition ONE = new TopicPartition("rows-changelog", 0);
    private static final TopicPartition OTHER = new TopicPartition("parts-changelog", 0);

    private final Restoring restoring = new Restoring();

    @Test
    void whatIsLeftShrinksWithEachBatch() {
        restoring.onRestoreStart(ONE, "rows", 100, 1_100);
        restoring.onRestoreStart(OTHER, "parts", 0, 50);

        restoring.onBatchRestored(ONE, "rows", 399, 300);

        assertThat(restoring.left()).isEqualTo(new Left(2, 750, 1_050));
        assertThat(restoring.restored()).isEqualTo(300);
    }

    @Test
    void whatIsRestoredOrGivenUpIsNotLeft_andStaysCounted() {
        restoring.onRestoreStart(ONE, "rows", 0, 100);
        restoring.onRestoreStart(OTHER, "parts", 0, 50);
        restoring.onBatchRestored(ONE, "rows", 99, 90);

        restoring.onRestoreEnd(ONE, "rows", 90);
        restoring.onRestoreSuspended(OTHER, "parts", 0);

        assertThat(restoring.left()).isEqualTo(new Left(0, 0, 0));
        assertThat(restoring.restored()).isEqualTo(90);
    }

    @Test
    void aStoreThatIsRestoredAgainBeginsAnew() {
        restoring.onRestoreStart(ONE, "rows", 0, 100);
        restoring.onBatchRestored(ONE, "rows", 49, 50);
        restoring.onRestoreSuspended(ONE, "rows", 50);

        restoring.onRestoreStart(ONE, "rows", 0, 120);

        assertThat(restoring.left()).isEqualTo(new Left(1, 120, 120));
    }
}
