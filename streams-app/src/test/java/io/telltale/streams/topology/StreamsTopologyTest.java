package io.telltale.streams.topology;

import static io.telltale.streams.topology.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.CommandDetail;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.Transition;
import io.telltale.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StreamsTopologyTest {

    private static final String IMEI = "imei:990000560000001";
    private static final String ESN = "esn:09600000001";
    private static final String GRAPH = "graph:6841b3db";
    private static final String PUSH = "xtremepush:demo:17186391";
    private static final Instant YEARS_AGO = Instant.parse("2016-01-01T20:31:02Z");

    @RegisterExtension final TopologyUnderTest graph = new TopologyUnderTest();

    @Test
    void aRefWithoutLinksIsItsOwnDevice() {
        graph.given(Given.sms(ESN, "testmessage1", Channel.POLL, YEARS_AGO, NOW));

        var state = graph.lastWritten(Topics.DEVICE_STATE, ESN);
        assertThat(state.getRefs()).containsExactly(ESN);
        assertThat(state.getSms().getTotal()).isEqualTo(1);
        assertThat(state.getSms().getLastAt()).isEqualTo(YEARS_AGO);
    }

    @Test
    void aTraceHeaderWithoutAValueStopsNothing() {
        var link = Given.link(IMEI, ESN);
        var sms = Given.sms(ESN, "testmessage1", Channel.POLL, YEARS_AGO, NOW);

        graph.given(
                traceless(IMEI + " " + ESN, graph.bytes(Topics.DEVICE_LINK, link)),
                Topics.DEVICE_LINK.name());
        graph.given(traceless(ESN, graph.bytes(Topics.DEVICE_SMS, sms)), Topics.DEVICE_SMS.name());

        assertThat(graph.written(Topics.DEVICE_IDENTITY)).hasSize(2);
        assertThat(graph.lastWritten(Topics.DEVICE_STATE, IMEI).getSms().getTotal()).isEqualTo(1);
        assertThat(graph.deadLetters()).isEmpty();
    }

    private static TestRecord<byte[], byte[]> traceless(String key, byte[] value) {
        var headers = new RecordHeaders().add("traceparent", null);
        return new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), value, headers, NOW);
    }

    @Test
    void noRecordIsLargerThanBrokersTake_howeverMuchCommandsCarry() {
        var payload = "x".repeat(256 * 1024);
        graph.given(Given.link(GRAPH, IMEI));
        for (var number = 0; number < 10; number++) {
            graph.given(command(GRAPH, "g" + number, NOW.plusSeconds(number), payload));
            graph.given(command(IMEI, "i" + number, NOW.plusSeconds(number), payload));
        }

        var driver = graph.driver();
        var tasks = graph.lastWritten(Topics.DEVICE_STATE, IMEI).getTasks();
        assertThat(tasks).hasSize(20);
        assertThat(tasks)
                .filteredOn(task -> !task.getPayloadCut())
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.getTaskId()).endsWith("9");
                    assertThat(task.getCommand().getPayload()).isEqualTo(payload);
                });
        assertThat(driver.producedTopicNames()).hasSizeGreaterThan(5);
        for (var topic : driver.producedTopicNames()) {
            var bytes = new ByteArrayDeserializer();
            assertThat(driver.createOutputTopic(topic, bytes, bytes).readRecordsToList())
                    .as(topic)
                    .allSatisfy(record ->
                            assertThat(record.value() == null ? 0 : record.value().length)
                                    .isLessThan(900 * 1024));
        }
    }

    private static DeviceStatusEvent command(String ref, String id, Instant at, String payload) {
        return DeviceStatusEvent.newBuilder(Given.command(ref, at))
                .setEventId(EventId.of(ref, id))
                .setTaskId(id)
                .setCommand(CommandDetail.newBuilder().setPayload(payload).build())
                .build();
    }

    @Test
    void aRepeatedEventChangesNothing() {
        var event = Given.upgrade(IMEI, "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW);
        graph.given(event);
        var before = graph.written(Topics.DEVICE_STATE).size();

        graph.given(event);

        assertThat(before).isEqualTo(1);
        assertThat(graph.written(Topics.DEVICE_STATE)).isEmpty();
    }

    @Test
    void aRepeatWithoutProviderTimeIsKnownByItsId_thoughWeSawItLater() {
        var event = Given.upgrade(IMEI, "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW);
        graph.given(event);
        graph.written(Topics.DEVICE_STATE);

        graph.given(
                Given.upgrade(IMEI, "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW.plusSeconds(9)));

        assertThat(graph.written(Topics.DEVICE_STATE)).isEmpty();
    }

    @Test
    void fourLinkedRefsAreOneState() {
        givenFourFamilies();
        linkAll();

        var state = graph.lastWritten(Topics.DEVICE_STATE, IMEI);
        assertThat(state.getRefs()).containsExactly(IMEI, ESN, GRAPH, PUSH);
        assertThat(state.getTasks()).hasSize(2);
        assertThat(state.getSms().getTotal()).isEqualTo(1);
        assertThat(state.getPushActions().getFailed()).isEqualTo(2);
    }

    @Test
    void theStateIsTheSame_whenLinksComeBeforeEvents() {
        linkAll();
        givenFourFamilies();

        assertThat(graph.lastWritten(Topics.DEVICE_STATE, IMEI).getTasks()).hasSize(2);
    }

    @Test
    void aStateIsGone_whenItsRefJoinsAnotherDevice() {
        graph.given(Given.sms(ESN, "testmessage1", Channel.POLL, YEARS_AGO, NOW));
        graph.settle();

        graph.given(Given.link(IMEI, ESN));

        var tombstones =
                graph.written(Topics.DEVICE_STATE).stream()
                        .filter(record -> record.key().equals(ESN) && record.value() == null);
        assertThat(tombstones).hasSize(1);
    }

    @Test
    void withdrawingALinkRestoresBothDevices() {
        givenFourFamilies();
        var alone = graph.lastWritten(Topics.DEVICE_STATE, ESN);
        var link = Given.link(IMEI, ESN);
        graph.given(link);
        graph.settle();
        graph.given(Given.withdrawn(link));

        assertThat(graph.lastWritten(Topics.DEVICE_STATE, ESN)).isEqualTo(alone);
    }

    @Test
    void anOlderWordThatComesLaterDoesNotBringALinkBack_oneOfTheSameTimeDoes() {
        var link = Given.link(IMEI, ESN);
        var later = DeviceLink.newBuilder(link).setDeclaredAt(NOW.plusSeconds(1)).build();
        graph.given(link, Given.withdrawn(later));
        graph.written(Topics.DEVICE_IDENTITY);

        graph.given(link);
        var afterOlder = graph.written(Topics.DEVICE_IDENTITY);
        graph.given(later);

        assertThat(afterOlder).isEmpty();
        assertThat(graph.lastWritten(Topics.DEVICE_IDENTITY, ESN).getDeviceKey()).isEqualTo(IMEI);
    }

    @Test
    void anIdentityIsWrittenForEveryMember_andAgainOnlyWhenItChanges() {
        graph.given(Given.link(IMEI, ESN), Given.link(IMEI, ESN));

        var written = graph.written(Topics.DEVICE_IDENTITY);
        assertThat(written).extracting(record -> record.key()).containsExactly(IMEI, ESN);
        assertThat(written).extracting(record -> record.value().getDeviceKey()).containsOnly(IMEI);
    }

    @Test
    void aThereAndBackIsThreeTransitions_inWhateverOrderTheyCome() {
        var first = Given.upgrade(IMEI, "A", Outcome.IN_PROGRESS, 1, NOW);
        var second = Given.upgrade(IMEI, "B", Outcome.FAILED, 2, NOW.plusSeconds(1));
        var third = Given.upgrade(IMEI, "A", Outcome.IN_PROGRESS, 3, NOW.plusSeconds(2));

        graph.given(first, third, second);

        assertThat(transitions(graph.lastWritten(Topics.DEVICE_STATE, IMEI)))
                .containsExactly("A", "B", "A");
    }

    @Test
    void theStateDoesNotDependOnTheOrderOfEvents() {
        var seed = Long.getLong("seed", 1);
        var random = new Random(seed);
        var expected = stateAfterShuffling(IMEI, random);
        for (var number = 2; number < 8; number++) {
            var ref = "imei:99000056000000" + number;
            assertThat(stateAfterShuffling(ref, random)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void aPushRepeatedAsFailedIsOneFailedPush_inWhateverOrderItsRowsCome() {
        var random = new Random(Long.getLong("seed", 1));
        for (var number = 1; number <= 20; number++) {
            var ref = "xtremepush:demo:" + number;
            var rows = new ArrayList<PushActionEvent>();
            for (var action : List.of("1", "2", "3")) {
                rows.add(row(ref, action, false, 0));
                rows.add(row(ref, action, true, 60));
            }
            rows.add(row(ref, "1", null, 120));
            rows.add(row(ref, "3", false, 120));
            rows.add(row(ref, "4", null, 0));
            Collections.shuffle(rows, random);

            rows.forEach(graph::given);

            var pushes = graph.lastWritten(Topics.DEVICE_STATE, ref).getPushActions();
            assertThat(pushes.getTotal()).as("%s", rows).isEqualTo(4);
            assertThat(pushes.getFailed()).as("%s", rows).isEqualTo(2);
            assertThat(pushes.getLastAt()).isEqualTo(YEARS_AGO);
        }
    }

    @Test
    void aPushFromTheFutureIsStillOne_whenItIsRepeatedInItsTime() {
        var early = Given.push(PUSH, "1", NOW.plusSeconds(3_600), false, null);
        var failed =
                PushActionEvent.newBuilder(Given.push(PUSH, "1", NOW.plusSeconds(3_600)))
                        .setObservedAt(NOW.plusSeconds(3_600))
                        .build();

        graph.given(early, failed);

        var pushes = graph.lastWritten(Topics.DEVICE_STATE, PUSH).getPushActions();
        assertThat(pushes.getTotal()).isEqualTo(1);
        assertThat(pushes.getFailed()).isEqualTo(1);
    }

    private static PushActionEvent row(
            String ref, String action, @Nullable Boolean failed, long seconds) {
        return PushActionEvent.newBuilder(Given.push(ref, action, YEARS_AGO, failed, null))
                .setEventId(EventId.of(ref, action, String.valueOf(failed), "" + seconds))
                .setObservedAt(NOW.plusSeconds(seconds))
                .build();
    }

    private String stateAfterShuffling(String ref, Random random) {
        var runs = new ArrayList<Runnable>();
        for (var reading = 1; reading <= 6; reading++) {
            var word = reading % 3 == 0 ? "A" : "B";
            var event =
                    Given.upgrade(
                            ref, word, Outcome.IN_PROGRESS, reading, NOW.plusSeconds(reading));
            runs.add(() -> graph.given(event));
        }
        for (var channel : List.of(Channel.POLL, Channel.CALLBACK, Channel.HISTORY)) {
            runs.add(() -> graph.given(Given.sms(ref, "same", channel, YEARS_AGO, NOW)));
        }
        Collections.shuffle(runs, random);
        runs.forEach(Runnable::run);
        var state = graph.lastWritten(Topics.DEVICE_STATE, ref);
        return state.getSms()
                + " "
                + transitions(state)
                + state.getTasks().getFirst().getReading()
                + state.getFirstObservedAt()
                + state.getLastObservedAt();
    }

    @Test
    void timesOfProvidersNeverBecomeTimesOfRecords() {
        graph.given(Given.sms(ESN, "testmessage1", Channel.POLL, YEARS_AGO, NOW));
        graph.given(Given.link(IMEI, ESN));
        graph.given(
                Given.upgrade(IMEI, "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW.plusSeconds(1)));
        graph.secondsPass(2);

        var times = new ArrayList<Instant>();
        graph.written(Topics.DEVICE_STATE).forEach(record -> times.add(record.getRecordTime()));
        graph.written(Topics.DEVICE_IDENTITY).forEach(record -> times.add(record.getRecordTime()));
        graph.written(Topics.CAMPAIGN_PROGRESS)
                .forEach(record -> times.add(record.getRecordTime()));
        assertThat(times).isNotEmpty().allMatch(time -> !time.isBefore(NOW));
    }

    @Test
    void derivedRecordsCarryCloudEventsHeaders() {
        graph.given(Given.sms(ESN, "testmessage1", Channel.POLL, YEARS_AGO, NOW));

        var headers = graph.written(Topics.DEVICE_STATE).getFirst().headers();
        assertThat(headers.lastHeader("ce_type").value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("io.telltale.device.state.v1");
        assertThat(headers.lastHeader("ce_subject").value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(ESN);
        assertThat(headers.lastHeader("ce_id").value()).hasSize(32);
    }

    private void givenFourFamilies() {
        graph.given(Given.upgrade(IMEI, "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW));
        graph.given(Given.sms(ESN, "testmessage1", Channel.POLL, YEARS_AGO, NOW));
        graph.given(Given.command(GRAPH, NOW));
        graph.given(Given.push(PUSH, "1", YEARS_AGO), Given.push(PUSH, "2", YEARS_AGO));
    }

    private void linkAll() {
        graph.given(Given.link(IMEI, ESN), Given.link(IMEI, GRAPH), Given.link(IMEI, PUSH));
    }

    private static List<String> transitions(DeviceState state) {
        return state.getTasks().getFirst().getTransitions().stream()
                .map(Transition::getProviderStatus)
                .toList();
    }
}
