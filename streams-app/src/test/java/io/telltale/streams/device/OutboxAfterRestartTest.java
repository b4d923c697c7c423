package io.telltale.streams.device;

import static io.telltale.streams.device.Updates.filled;
import static io.telltale.streams.device.Updates.part;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.DeviceState;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** What waits to be published is a mark in the store, so it outlives the processor. */
class OutboxAfterRestartTest {

    private final PublisherUnderTest devices = new PublisherUnderTest();

    @Test
    void markedDevicesArePublishedAfterARestartInTheOrderOfTheirChanges() {
        for (var device : List.of("imei:2", "imei:3", "imei:1")) {
            devices.given(device, part(filled(device, 1).build()));
        }

        devices.restart();

        assertThat(devices.publishedByATick())
                .extracting(Record::key)
                .containsExactly("imei:2", "imei:3", "imei:1");
        devices.restart();
        assertThat(devices.publishedByATick()).isEmpty();
    }

    @Test
    void theSameProcessorOpenedAgainForgetsWhatItHeldInMemory() {
        devices.given("imei:1", part(filled("imei:1", 1).build()));
        try (var all = devices.store().all()) {
            all.forEachRemaining(entry -> devices.store().delete(entry.key)); // an abort
        }

        devices.reopen();

        assertThat(devices.publishedByATick()).isEmpty();
    }

    @Test
    void aLinkThatEndsAfterARestartIsNotForgotten() {
        var end = Updates.NOW + 10_000;
        devices.given("imei:1", part(filled("imei:1", 1).build()));
        devices.given("imei:1", part(filled("iccid:2", 1).setValidTo(end).build()));
        devices.publishedByATick();

        devices.restart();

        assertThat(devices.publishedByATick(end - 1)).isEmpty();
        assertThat(devices.publishedByATick(end))
                .singleElement()
                .satisfies(state -> assertThat(state.value().getRefs()).containsExactly("imei:1"));
    }

    @Test
    void aStateMadeAgainAfterACrashHasTheSameId() {
        devices.given("imei:1", part(filled("imei:1", 1).build()));
        var marked = devices.devices().cardOf("imei:1");
        var first = devices.publishedByATick().getFirst();
        devices.devices().putCard("imei:1", marked); // the transaction was aborted

        devices.restart();

        assertThat(id(devices.publishedByATick().getFirst())).isEqualTo(id(first));
    }

    private static String id(Record<String, DeviceState> record) {
        return new String(record.headers().lastHeader("ce_id").value(), UTF_8);
    }
}
