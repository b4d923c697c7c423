package io.telltale.localstack.check.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.localstack.check.stack.LedgerLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Records as they are read from the topics, and lines as the simulator writes them. */
final class Events {

    static final String ACCOUNT = "0000123456-00001";

    private Events() {}

    static GenericRecord sms(String id, String device, @Nullable Long time, String text) {
        var schema =
                SchemaBuilder.record("Sms")
                        .fields()
                        .requiredString("eventId")
                        .requiredString("account")
                        .name("devices")
                        .type()
                        .array()
                        .items()
                        .stringType()
                        .noDefault()
                        .optionalLong("occurredAt")
                        .requiredString("direction")
                        .optionalString("sender")
                        .optionalString("recipient")
                        .requiredString("text")
                        .optionalString("providerDeliveryStatus")
                        .endRecord();
        var record = new GenericData.Record(schema);
        record.put("eventId", id);
        record.put("account", ACCOUNT);
        record.put("devices", List.of(device));
        record.put("occurredAt", time);
        record.put("direction", "MOBILE_ORIGINATED");
        record.put("text", text);
        return record;
    }

    static GenericRecord status(String id, String status, String outcome) {
        return status(id, status, outcome, null, 0);
    }

    static GenericRecord status(
            String id, String status, String outcome, @Nullable Long time, long reading) {
        var schema =
                SchemaBuilder.record("Status")
                        .fields()
                        .requiredString("eventId")
                        .requiredString("account")
                        .requiredString("taskId")
                        .name("devices")
                        .type()
                        .array()
                        .items()
                        .stringType()
                        .noDefault()
                        .optionalLong("occurredAt")
                        .requiredString("providerStatus")
                        .requiredString("outcome")
                        .optionalString("reason")
                        .requiredLong("reading")
                        .endRecord();
        var record = new GenericData.Record(schema);
        record.put("eventId", id);
        record.put("occurredAt", time);
        record.put("reading", reading);
        record.put("account", ACCOUNT);
        record.put("taskId", "c1");
        record.put("devices", List.of("imei:990000560000001"));
        record.put("providerStatus", status);
        record.put("outcome", outcome);
        return record;
    }

    static LedgerLine line(String system, String fact) {
        return new LedgerLine(system, ACCOUNT, "POLL", json(fact), null);
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
