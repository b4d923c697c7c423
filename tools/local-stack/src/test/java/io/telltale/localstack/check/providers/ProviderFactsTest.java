package io.telltale.localstack.check.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.localstack.check.stack.LedgerLine;
import java.time.Instant;
import java.util.List;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProviderFactsTest {

    @Test
    void aPushRowSaysWhatItsEventSays_whateverItsIdsAreWrittenAs() {
        var row =
                push(
                        """
                        {"campaign_id":245624,"action_id":"21714179","create_time":1485883608,
                         "device_id":17186391,"profile_id":null,"error":1,"error_message":"Not personalized"}\
                        """);

        assertThat(row)
                .isEqualTo(
                        PushFact.of(event("xtremepush:demo:17186391", true, "Not personalized")));
        assertThat(row.createdAt()).isEqualTo(Instant.parse("2017-01-31T17:26:48Z"));
    }

    @Test
    void aRowWithAProfileOnlyIsAboutTheProfile_andOneWithoutErrorHasNotFailed() {
        var row =
                push(
                        """
                        {"campaign_id":245624,"action_id":21714179,"create_time":1485883608,
                         "device_id":null,"profile_id":7,"error":0,"error_message":null}\
                        """);

        assertThat(row).isEqualTo(PushFact.of(event("xtremepush-profile:demo:7", false, null)));
        assertThat(row).isNotEqualTo(PushFact.of(event("xtremepush-profile:demo:7", true, "what")));
    }

    @Test
    void aRowWithNeitherErrorNorTextSaysNothingOfFailure_andAnEventMustNotSayMore() {
        var row =
                push(
                        """
                        {"campaign_id":245624,"action_id":21714179,"create_time":1485883608,
                         "device_id":7}\
                        """);

        assertThat(row).isEqualTo(PushFact.of(event("xtremepush:demo:7", null, null)));
        assertThat(row).isNotEqualTo(PushFact.of(event("xtremepush:demo:7", false, null)));
    }

    @Test
    void aCommandSaysItsStatusAndError_andANullErrorIsNone() {
        var line =
                line(
                        "graph",
                        """
                        {"deviceId":"d","command":{"id":"c","status":"error","error":null}}\
                        """);

        assertThat(StatusFact.commandDevice(line)).isEqualTo(new StatusFact.Subject("demo:c", "d"));
        assertThat(StatusFact.ofCommand(line))
                .isEqualTo(new StatusFact("error", "", Instant.EPOCH));
    }

    @Test
    void aResponseIsComparedAsJson_andMissingWhereTheEventHasNone() {
        var line =
                line(
                        "graph-response",
                        """
                        {"deviceId":"d","commandId":"c","responsePayload":{"a":1,"b":[]}}\
                        """);

        assertThat(ResponseFact.of(command("{\"b\":[],\"a\":1}"))).isEqualTo(ResponseFact.of(line));
        assertThat(ResponseFact.isIn(command(null))).isFalse();
    }

    @Test
    void anOddlyWrittenMessageSaysWhatItsLedgerMeans_andNotWhatItsSpellingsLookLike() {
        var odd =
                Events.json(
                        """
                        {"deviceIds":[{"id":"","kind":"esn"},{"id":"(702) 555-0001","kind":"MDN"}],
                         "message":"ok","timestamp":"11/30/2026 12:00:01 AM",
                         "meant":{"devices":["msisdn:17025550001"],"time":"2026-11-30T00:00:01Z"}}\
                        """);
        var plain =
                Events.json(
                        """
                        {"deviceIds":[{"id":"7025550001","kind":"mdn"}],
                         "message":"ok","timestamp":"2026-11-29T16:00:01-08:00"}\
                        """);

        assertThat(SmsFact.queued("demo", odd)).isEqualTo(SmsFact.queued("demo", plain));
    }

    @Test
    void anOddTimeThatSaysNothingIsNone_inAHistoryAndInACampaign() {
        var event =
                Events.json(
                        """
                        {"deviceId":{"id":"17025550001","kind":"msisdn"},"smsType":"MoSms",
                         "message":"ok","timestamp":"0001-01-01T00:00:00Z",
                         "meant":{"devices":[],"time":null}}\
                        """);
        var row =
                line(
                        "thingspace-campaign",
                        """
                        {"campaignId":"c","deviceId":"350000000000001","status":"Accepted",
                         "updatedTime":0,"meant":{"devices":[],"time":null}}\
                        """);

        assertThat(SmsFact.historic("demo", event).time()).isEqualTo(Instant.EPOCH);
        assertThat(SmsFact.historic("demo", event).devices()).containsExactly("msisdn:17025550001");
        assertThat(StatusFact.ofCampaign(row))
                .isEqualTo(new StatusFact("Accepted", "", Instant.EPOCH));
    }

    private static PushFact push(String row) {
        return PushFact.of(line("xtremepush", row));
    }

    private static LedgerLine line(String system, String fact) {
        return new LedgerLine(system, "demo", "POLL", Events.json(fact), null);
    }

    private static GenericRecord event(
            String device, @Nullable Boolean failed, @Nullable String error) {
        var schema =
                SchemaBuilder.record("Push")
                        .fields()
                        .requiredString("project")
                        .requiredString("campaignId")
                        .requiredString("actionId")
                        .name("devices")
                        .type()
                        .array()
                        .items()
                        .stringType()
                        .noDefault()
                        .optionalLong("occurredAt")
                        .optionalBoolean("failed")
                        .optionalString("errorMessage")
                        .endRecord();
        var record = new GenericData.Record(schema);
        record.put("project", "demo");
        record.put("campaignId", "245624");
        record.put("actionId", "21714179");
        record.put("devices", List.of(device));
        record.put("occurredAt", 1_485_883_608_000L);
        record.put("failed", failed);
        record.put("errorMessage", error);
        return record;
    }

    private static GenericRecord command(@Nullable String response) {
        var detail =
                SchemaBuilder.record("Detail")
                        .fields()
                        .optionalString("responsePayload")
                        .endRecord();
        var schema =
                SchemaBuilder.record("Status")
                        .fields()
                        .requiredString("account")
                        .requiredString("taskId")
                        .name("devices")
                        .type()
                        .array()
                        .items()
                        .stringType()
                        .noDefault()
                        .name("command")
                        .type(detail)
                        .noDefault()
                        .endRecord();
        var inner = new GenericData.Record(detail);
        inner.put("responsePayload", response);
        var record = new GenericData.Record(schema);
        record.put("account", "demo");
        record.put("taskId", "c");
        record.put("devices", List.of("graph:d"));
        record.put("command", inner);
        return record;
    }
}
