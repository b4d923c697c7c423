package io.telltale.schemas.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CloudEventTest {

    @Test
    void saysItAllInHeaders() {
        var trace = new TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
        var event =
                new CloudEvent(
                        "16275ef0f5d0eb9dd9e0a53277549fda",
                        "/thingspace/0000123456-00001",
                        "io.telltale.device.sms",
                        "graph:ä",
                        Instant.parse("2020-08-29T19:31:21Z"),
                        trace);

        var headers = event.headers().toArray();

        assertThat(Arrays.stream(headers))
                .map(header ->
                        header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .containsExactly(
                        "ce_specversion=1.0",
                        "ce_id=16275ef0f5d0eb9dd9e0a53277549fda",
                        "ce_source=/thingspace/0000123456-00001",
                        "ce_type=io.telltale.device.sms",
                        "ce_subject=graph:ä",
                        "ce_time=2020-08-29T19:31:21Z",
                        "content-type=application/avro",
                        "traceparent=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
    }

    @RepeatedTest(20)
    void aFreshTraceIsWellFormed_andAnotherEachTime() {
        var trace = TraceParent.fresh();

        assertThat(trace.value())
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
                .doesNotContain("00000000000000000000000000000000");
        assertThat(TraceParent.fresh()).isNotEqualTo(trace);
    }
}
