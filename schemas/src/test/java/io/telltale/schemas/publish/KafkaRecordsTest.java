package io.telltale.schemas.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.serde.RandomRecords;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.testing.RegistryServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaRecordsTest {

    private static final Instant YEARS_AGO = Instant.parse("2019-05-06T07:08:09Z");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final TraceParent TRACE = TraceParent.fresh();
    private static final String ID = "16275ef0f5d0eb9dd9e0a53277549fda";

    private final RegistryServer registry = new RegistryServer();
    private final RecordSerdes serdes =
            new RecordSerdes(
                    SerdeSettings.read(
                            Settings.of(
                                    Map.of(
                                            "TELLTALE_REGISTRY_URL",
                                            registry.url().toString(),
                                            "TELLTALE_REGISTRY_PROPERTIES_AUTO_REGISTER_SCHEMAS",
                                            "true"))));
    private final KafkaRecords records =
            new KafkaRecords(new TopicLayout("test.", 4, 1, 1), serdes);

    @AfterEach
    void stop() {
        serdes.close();
        registry.close();
    }

    @Test
    void anEventIsStampedWithOurTime_evenWhenItHappenedYearsAgo() {
        var record = records.of(new Event.Sms(sms(YEARS_AGO)), TRACE);

        assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli());
        assertThat(header(record, "ce_time")).isEqualTo("2019-05-06T07:08:09Z");
    }

    @Test
    void anEventWithoutATimeOfItsOwnHasOurs() {
        var record = records.of(new Event.Sms(sms(null)), TRACE);

        assertThat(header(record, "ce_time")).isEqualTo("2026-03-01T12:00:00.123Z");
    }

    @Test
    void anSmsLiesUnderItsFirstRefOnItsTopic() {
        var sms = sms(YEARS_AGO);

        var record = records.of(new Event.Sms(sms), TRACE);

        assertThat(record.topic()).isEqualTo("test." + Topics.DEVICE_SMS.name());
        assertThat(record.key()).isEqualTo("imei:990000560000001");
        assertThat(record.partition()).isNull();
        assertThat(serdes.read(record.topic(), SmsEvent.class, record.value())).isEqualTo(sms);
        assertThat(header(record, "ce_id")).isEqualTo(ID);
        assertThat(header(record, "ce_source")).isEqualTo("/thingspace/0000123456-00001");
        assertThat(header(record, "ce_type")).isEqualTo(Topics.DEVICE_SMS.eventType());
        assertThat(header(record, "ce_subject")).isEqualTo("imei:990000560000001");
        assertThat(header(record, "traceparent")).isEqualTo(TRACE.value());
    }

    @Test
    void aStatusLiesOnItsTopic() {
        var status =
                DeviceStatusEvent.newBuilder()
                        .setEventId(ID)
                        .setProvider(Provider.GRAPH)
                        .setDevices(List.of("graph:a"))
                        .setObservedAt(NOW)
                        .setChannel(Channel.POLL)
                        .setTaskKind(TaskKind.COMMAND)
                        .setTaskId("1")
                        .setReading(1)
                        .setProviderStatus("completed")
                        .setOutcome(Outcome.SUCCEEDED)
                        .build();

        var record = records.of(new Event.Status(status), TRACE);

        assertThat(record.topic()).isEqualTo("test." + Topics.DEVICE_STATUS.name());
        assertThat(record.key()).isEqualTo("graph:a");
        assertThat(header(record, "ce_source")).isEqualTo("/graph");
        assertThat(serdes.read(record.topic(), DeviceStatusEvent.class, record.value()))
                .isEqualTo(status);
    }

    @Test
    void aPushActionLiesOnItsTopic() {
        var push =
                PushActionEvent.newBuilder()
                        .setEventId(ID)
                        .setProvider(Provider.XTREMEPUSH)
                        .setAccount("demo")
                        .setDevices(List.of("xtremepush:demo:17186391"))
                        .setObservedAt(NOW)
                        .setChannel(Channel.POLL)
                        .setProject("demo")
                        .setCampaignId("1")
                        .setActionId("2")
                        .build();

        var record = records.of(new Event.PushAction(push), TRACE);

        assertThat(record.topic()).isEqualTo("test." + Topics.DEVICE_PUSH_ACTION.name());
        assertThat(record.key()).isEqualTo("xtremepush:demo:17186391");
        assertThat(header(record, "ce_source")).isEqualTo("/xtremepush/demo");
    }

    @Test
    void aRecordGoesToItsPartition() {
        var task = new RandomRecords(5, RandomRecords.Filling.NOTHING).next(PollTask.class);

        var record = records.of(Topics.POLLER_TASK, 3, "some.task", task, "poller", NOW, TRACE);

        assertThat(record.topic()).isEqualTo("test." + Topics.POLLER_TASK.name());
        assertThat(record.partition()).isEqualTo(3);
        assertThat(record.key()).isEqualTo("some.task");
        assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli());
        assertThat(header(record, "ce_source")).isEqualTo("/telltale/poller");
        assertThat(header(record, "ce_id")).matches("[0-9a-f]{32}");
        assertThat(serdes.read(record.topic(), PollTask.class, record.value())).isEqualTo(task);
    }

    @Test
    void aDeadLetterKeepsKeyAndBytes_andSaysWhyInHeaders() {
        var letter =
                new DeadLetter(
                        "some key",
                        new byte[] {1, 2, 3},
                        "poller",
                        "/some/path",
                        "BAD_ROW",
                        "expected a number",
                        "page 7, row 3");

        var record = records.of(letter, NOW, TRACE);

        assertThat(record.topic()).isEqualTo("test." + Topics.DEAD_LETTER);
        assertThat(record.key()).isEqualTo("some key");
        assertThat(record.value()).containsExactly(1, 2, 3);
        assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli());
        assertThat(record.headers().headers("content-type")).hasSize(1);
        assertThat(header(record, "content-type")).isEqualTo("application/octet-stream");
        assertThat(header(record, "telltale_source")).isEqualTo("/some/path");
        assertThat(header(record, "telltale_reason")).isEqualTo("BAD_ROW");
        assertThat(header(record, "telltale_detail")).isEqualTo("expected a number");
        assertThat(header(record, "telltale_position")).isEqualTo("page 7, row 3");
        assertThat(header(record, "ce_type")).isEqualTo("io.telltale." + Topics.DEAD_LETTER);
        assertThat(header(record, "ce_source")).isEqualTo("/telltale/poller");
    }

    @Test
    void aDeadLetterOfTheSamePlaceHasTheSameId_whateverTheTime() {
        var letter = new DeadLetter("k", new byte[0], "poller", "/p", "BAD_ROW", "d", "row 3");
        var other = new DeadLetter("k", new byte[0], "poller", "/p", "BAD_ROW", "d", "row 4");

        var id = header(records.of(letter, NOW, TRACE), "ce_id");

        assertThat(header(records.of(letter, YEARS_AGO, TraceParent.fresh()), "ce_id"))
                .isEqualTo(id);
        assertThat(header(records.of(other, NOW, TRACE), "ce_id")).isNotEqualTo(id);
    }

    @Test
    void otherContentAtTheSamePlaceIsAnotherDeadLetter() {
        var before = records.of(letter(new byte[] {1, (byte) 0x80}), NOW, TRACE);
        var after = records.of(letter(new byte[] {1, (byte) 0x81}), NOW, TRACE);

        assertThat(header(after, "ce_id")).isNotEqualTo(header(before, "ce_id"));
    }

    @Test
    void aDeadLetterOfSeveralMebibytesIsCut_andSaysFromHowMany() {
        var bytes = new byte[3 * 1024 * 1024];
        bytes[0] = 7;

        var record = records.of(letter(bytes), NOW, TRACE);

        assertThat(record.value()).hasSize(512 * 1024).startsWith(7, 0);
        assertThat(header(record, "telltale_detail")).isEqualTo("d; cut from 3145728 bytes");
    }

    @Test
    void aDeadLetterOfTheLargestSizeIsWhole() {
        var record = records.of(letter(new byte[512 * 1024]), NOW, TRACE);

        assertThat(record.value()).hasSize(512 * 1024);
        assertThat(header(record, "telltale_detail")).isEqualTo("d");
    }

    @Test
    void whatIsCutAwayStillMakesAnotherDeadLetter() {
        var bytes = new byte[600 * 1024];
        var other = bytes.clone();
        other[other.length - 1] = 1;

        assertThat(header(records.of(letter(other), NOW, TRACE), "ce_id"))
                .isNotEqualTo(header(records.of(letter(bytes), NOW, TRACE), "ce_id"));
    }

    private static DeadLetter letter(byte[] bytes) {
        return new DeadLetter("k", bytes, "poller", "/p", "BAD_ROW", "d", "row 3");
    }

    private static SmsEvent sms(@Nullable Instant occurredAt) {
        return SmsEvent.newBuilder()
                .setEventId(ID)
                .setProvider(Provider.THINGSPACE)
                .setAccount("0000123456-00001")
                .setDevices(List.of("imei:990000560000001", "esn:09600000001"))
                .setOccurredAt(occurredAt)
                .setObservedAt(NOW)
                .setChannel(Channel.POLL)
                .setDirection(SmsDirection.MOBILE_ORIGINATED)
                .setText("testmessage2")
                .build();
    }

    private static String header(ProducerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
