package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.streams.run.RestoreProgress.Left;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {

    private static final TopicPartition ONE = new TopicPartition("rows-changelog", 0);
    private static final TopicPartition OTHER = new TopicPartition("parts-changelog", 0);

    private final RestoreProgress restoreProgress = new RestoreProgress();

    @Test
    void whatIsLeftShrinksWithEachBatch() {
        restoreProgress.onRestoreStart(ONE, "rows", 100, 1_100);
        restoreProgress.onRestoreStart(OTHER, "parts", 0, 50);

        restoreProgress.onBatchRestored(ONE, "rows", 399, 300);

        assertThat(restoreProgress.left()).isEqualTo(new Left(2, 750, 1_050));
        assertThat(restoreProgress.restored()).isEqualTo(300);
    }

    @Test
    void whatIsRestoredOrGivenUpIsNotLeft_andStaysCounted() {
        restoreProgress.onRestoreStart(ONE, "rows", 0, 100);
        restoreProgress.onRestoreStart(OTHER, "parts", 0, 50);
        restoreProgress.onBatchRestored(ONE, "rows", 99, 90);

        restoreProgress.onRestoreEnd(ONE, "rows", 90);
        restoreProgress.onRestoreSuspended(OTHER, "parts", 0);

        assertThat(restoreProgress.left()).isEqualTo(new Left(0, 0, 0));
        assertThat(restoreProgress.restored()).isEqualTo(90);
    }

    @Test
    void aStoreThatIsRestoredAgainBeginsAnew() {
        restoreProgress.onRestoreStart(ONE, "rows", 0, 100);
        restoreProgress.onBatchRestored(ONE, "rows", 49, 50);
        restoreProgress.onRestoreSuspended(ONE, "rows", 50);

        restoreProgress.onRestoreStart(ONE, "rows", 0, 120);

        assertThat(restoreProgress.left()).isEqualTo(new Left(1, 120, 120));
    }
}
