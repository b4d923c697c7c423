package io.telltale.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PartitionReadTimesTest {

    @Test
    void addsTheInstances_andLeavesOutWhatWasBefore() {
        var before =
                PartitionReadTimes.of(List.of(text("local", 1, 2, 10), text("remote", 0, 0, 0)));
        var after =
                PartitionReadTimes.of(
                        List.of(
                                text("local", 101, 102, 110) + text("remote", 1, 50, 50),
                                text("remote", 0, 149, 150)));

        var since = after.minus(before);

        assertThat(since.local().count()).isEqualTo(100);
        assertThat(since.local().p99Millis()).isEqualTo(1);
        assertThat(since.remote().count()).isEqualTo(200);
        assertThat(since.remote().p99Millis()).isEqualTo(20);
        assertThat(since.remoteShare()).isEqualTo(200 / 300.0);
    }

    @Test
    void hasNothing_whereNothingWasRead() {
        var none = PartitionReadTimes.of(List.of("jvm_threads_live_threads 7.0\n"));

        assertThat(none.remoteShare()).isZero();
        assertThat(none.remote().p99Millis()).isZero();
    }

    private static String text(String place, long first, long second, long all) {
        return """
        telltale_partition_read_seconds_bucket{place="%1$s",le="0.001"} %2$d
        telltale_partition_read_seconds_bucket{place="%1$s",le="0.02"} %3$d
        telltale_partition_read_seconds_bucket{place="%1$s",le="+Inf"} %4$d
        telltale_partition_read_seconds_count{place="%1$s"} %4$d
        """
                .formatted(place, first, second, all);
    }
}
