package io.telltale.localstack.check.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.localstack.check.cluster.LiveEvent.Entry;
import io.telltale.localstack.check.cluster.LiveEvent.Moved;
import io.telltale.localstack.check.report.FamilyResult;
import io.telltale.localstack.check.stack.PlainTopicReader.Followed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

/** Streams are compared with the topic of timelines. */
class LiveComparisonTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String DEVICE = "imei:1";
    private static final String OTHER = "imei:2";

    /** The device has 0, 2, 3 and 5 of partition 1; another one has the rest. */
    private static final List<Followed> TOPIC =
            List.of(
                    record(1, 0, DEVICE),
                    record(1, 1, OTHER),
                    record(1, 2, DEVICE),
                    record(1, 3, DEVICE),
                    record(1, 4, OTHER),
                    record(1, 5, DEVICE));

    @Test
    void everyEntryFromTheOpeningOnIsRight() {
        var result = compare(2, entry(2, DEVICE), entry(3, DEVICE), entry(5, DEVICE));

        assertThat(result.holds()).isTrue();
        assertThat(result.expected()).isEqualTo(3);
    }

    @Test
    void anEntryThatIsLeftOutIsMissing() {
        assertThat(compare(2, entry(2, DEVICE), entry(5, DEVICE)).missing()).isEqualTo(1);
    }

    @Test
    void anEntryBeforeTheFirstThatCameIsMissing() {
        assertThat(compare(0, entry(2, DEVICE), entry(3, DEVICE), entry(5, DEVICE)).missing())
                .isEqualTo(1);
    }

    @Test
    void anEntryThatComesAgainIsTwice() {
        assertThat(
                        compare(
                                        2,
                                        entry(2, DEVICE),
                                        entry(3, DEVICE),
                                        entry(3, DEVICE),
                                        entry(5, DEVICE))
                                .twice())
                .isEqualTo(1);
    }

    @Test
    void anEntryOfAnotherDeviceIsDifferent() {
        assertThat(compare(5, entry(5, DEVICE), entry(4, OTHER)).different()).isEqualTo(1);
    }

    @Test
    void afterAChangeOfTheDeviceItsEntriesFollow() {
        var result = compare(2, entry(2, DEVICE), new Moved(OTHER, NOON), entry(4, OTHER));

        assertThat(result.holds()).isTrue();
    }

    @Test
    void aGapIsDifferent() {
        assertThat(compare(5, entry(5, DEVICE), new LiveEvent.Gap()).different()).isEqualTo(1);
    }

    private static FamilyResult compare(long begin, LiveEvent... events) {
        var comparison = new LiveComparison(TOPIC);
        comparison.add(new Received("ref", Map.of(1, begin), List.of(events)));
        return comparison.result();
    }

    private static Entry entry(long offset, String key) {
        return new Entry(1, offset, key);
    }

    private static Followed record(int partition, long offset, String key) {
        var schema = SchemaBuilder.record("Anything").fields().endRecord();
        return new Followed(
                "device.timeline.v1",
                partition,
                offset,
                key,
                NOON,
                NOON,
                new GenericData.Record(schema));
    }
}
