package io.telltale.streams.topology;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.fold.Devices;
import io.telltale.streams.record.DeviceParts;
import java.time.Instant;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.NullUnmarked;

/**
 * Step: each change of a device as its new state, with CloudEvents headers; null when no ref is
 * left, or only one of which nothing was told, as after a link is withdrawn.
 *
 * <p>The record's time is the latest time of the records it is made of, which is ours: when we saw
 * the event, or when the link was declared.
 */
final class DescribeDevices {

    KStream<String, DeviceState> apply(KTable<String, DeviceParts> devices) {
        return devices.toStream(Named.as("changed-devices"))
                .processValues(Describing::new, Named.as("describe-devices"));
    }

    @NullUnmarked // a value of null is a device that is gone
    private static final class Describing
            extends ContextualFixedKeyProcessor<String, DeviceParts, DeviceState> {

        @Override
        public void process(FixedKeyRecord<String, DeviceParts> record) {
            var device = record.value();
            var at = Instant.ofEpochMilli(record.timestamp());
            var headers =
                    Heads.of(
                            Topics.DEVICE_STATE,
                            id(context(), record.key()),
                            record.key(),
                            at,
                            record.headers());
            context()
                    .forward(
                            record.withValue(isGone(device) ? null : Devices.state(device))
                                    .withHeaders(headers));
        }

        private static boolean isGone(DeviceParts device) {
            return device == null || Devices.isNothing(device);
        }

        /** Made of the place of what caused it: made again after a crash, it is the same. */
        private static String id(FixedKeyProcessorContext<?, ?> context, String key) {
            var cause = context.recordMetadata().orElseThrow();
            return EventId.of(
                    Topics.DEVICE_STATE.name(),
                    key,
                    Integer.toString(cause.partition()),
                    Long.toString(cause.offset()));
        }
    }
}
