package io.telltale.streams.topology;

import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.topic.Topics;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Step: what was filed, as entries of the timelines of devices, with CloudEvents headers. The id of
 * an event stays its id.
 */
final class WriteTimeline {

    KStream<String, TimelineEntry> apply(KStream<String, Filed> filed) {
        return filed.flatMap((_, each) -> byDevice(each.entries()), Named.as("filed-as-timeline"))
                .processValues(Heading::new, Named.as("head-timeline"));
    }

    private static List<KeyValue<String, TimelineEntry>> byDevice(List<TimelineEntry> entries) {
        return entries.stream().map(entry -> KeyValue.pair(entry.getDeviceKey(), entry)).toList();
    }

    private static final class Heading
            extends ContextualFixedKeyProcessor<String, TimelineEntry, TimelineEntry> {

        @Override
        public void process(FixedKeyRecord<String, TimelineEntry> record) {
            var entry = record.value();
            var headers =
                    Heads.of(
                            Topics.DEVICE_TIMELINE,
                            entry.getEventId(),
                            record.key(),
                            entry.getSortedAt(),
                            record.headers());
            context().forward(record.withHeaders(headers));
        }
    }
}
