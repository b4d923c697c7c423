package io.telltale.streams.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.StartRefusedException;
import io.telltale.streams.encoding.OtherBuild;
import io.telltale.streams.encoding.StoredSchemas;
import io.telltale.streams.topology.Given;
import io.telltale.testing.Await;
import io.telltale.testing.RegistryServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class StateOfOtherBuildsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REF = "imei:990000560000001";
    private static final String SIM = "iccid:89148000000800139708";
    private static final String OTHER = "imei:990000560000019";
    private static final String OLD_TOPIC = "telltale-streams-parts-by-device-repartition";

    @TempDir private Path folder;

    @Test
    void itGoesOnWithTheStateOfAnEarlierBuild_andOfALaterOneThatIsTakenBack() throws Exception {
        var data = folder.resolve("data");
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups()) {
            List<String> answers;
            try (var service = new LiveService(broker, registry, data)) {
                service.give(sms("first"), upgrade());
                await(service, 1);
                answers = answers(service);
            }

            rewriteState(broker, data, OtherBuild.earlier());
            try (var service = new LiveService(broker, registry, data)) {
                await(service, 1);
                assertThat(answers(service)).isEqualTo(answers);

                service.give(sms("second"));
                await(service, 2);
                answers = answers(service);
            }

            rewriteState(broker, data, OtherBuild.later("addedAfterState"));
            try (var service = new LiveService(broker, registry, data)) {
                await(service, 2);
                assertThat(answers(service)).isEqualTo(answers);

                service.give(sms("third"));
                await(service, 3);
            }
            assertThat(broker.committed(broker.layout().nameOf(Topics.DEAD_LETTER))).isEmpty();
        }
    }

    private static Event sms(String text) {
        var now = Instant.now();
        return new Event.Sms(
                SmsEvent.newBuilder(Given.sms(REF, text, Channel.POLL, now, now))
                        .setDevices(List.of(REF, SIM))
                        .build());
    }

    private static Event upgrade() {
        return new Event.Status(Given.upgrade(REF, "Queued", Outcome.PENDING, 1, Instant.now()));
    }

    /**
     * Until all of it is in: messages, task, the SIM as a member, and the account's last message.
     */
    private static void await(LiveService service, int messages) throws Exception {
        Await.until(
                () -> isAllIn(service, messages),
                () -> "the device does not show %d messages and its task".formatted(messages));
    }

    private static boolean isAllIn(LiveService service, int messages) throws Exception {
        var device = service.get("/devices/" + SIM).body();
        var timeline = service.get("/devices/" + SIM + "/timeline").body();
        return device.contains("\"tasks\":{\"total\":1,")
                && device.contains("\"sms\":{\"total\":%d,".formatted(messages))
                && timeline.contains("JOINED")
                && lastObserved(JSON.readTree(device)).equals(newestIn(JSON.readTree(timeline)));
    }

    /** Of the device and of its one account: two records say them, and one may be later. */
    private static Set<String> lastObserved(JsonNode device) {
        var ofTheDevice = device.path("lastObservedAt").asText();
        var ofTheAccount = device.path("accounts").path(0).path("lastObservedAt").asText();
        return Set.copyOf(List.of(ofTheDevice, ofTheAccount));
    }

    private static Set<String> newestIn(JsonNode timeline) {
        return StreamSupport.stream(timeline.path("items").spliterator(), false)
                .map(entry -> entry.path("observedAt").asText())
                .max(Comparator.comparing(Instant::parse))
                .stream()
                .collect(toSet());
    }

    private static List<String> answers(LiveService service) throws Exception {
        var answers = new ArrayList<String>();
        for (var path : List.of("", "/identity", "/sms", "/tasks", "/timeline")) {
            var answer = service.get("/devices/" + SIM + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            answers.add(answer.body());
        }
        return answers;
    }

    /** As if that build had written every store; its changelogs are all that is left of them. */
    private static void rewriteState(TestTopics broker, Path data, OtherBuild build)
            throws Exception {
        var records = new ArrayList<>(published(broker, build));
        for (var store : StreamsNames.STORES) {
            var changelog = StreamsNames.changelogOf(store, broker.layout());
            for (var entry : broker.committed(changelog)) {
                records.add(
                        new ProducerRecord<>(
                                changelog,
                                entry.partition(),
                                entry.timestamp(),
                                entry.key(),
                                entry.value() == null ? null : build.rewritten(entry.value()),
                                entry.headers()));
            }
        }
        broker.write(records);
        delete(data.resolve("streams"));
    }

    private static List<ProducerRecord<byte[], byte[]>> published(
            TestTopics broker, OtherBuild build) {
        return build.published().entrySet().stream()
                .map(schema ->
                        new ProducerRecord<>(
                                broker.layout().nameOf(Topics.STORED_SCHEMA),
                                schema.getKey().getBytes(UTF_8),
                                schema.getValue().getBytes(UTF_8)))
                .toList();
    }

    private static List<String> publishedOn(TestTopics broker) {
        return broker.committed(broker.layout().nameOf(Topics.STORED_SCHEMA)).stream()
                .map(schema -> new String(schema.key(), UTF_8))
                .toList();
    }

    private static void delete(Path data) throws IOException {
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    @Test
    void itReadsWhatALaterBuildWritesWhileItRuns() throws Exception {
        var later = OtherBuild.later("addedMeanwhile");
        var between = RepartitionTopic.DEVICE_UPDATES;
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var service = new LiveService(broker, registry, folder.resolve("data"))) {
            service.give(sms("first"), upgrade());
            await(service, 1);
            assertThat(publishedOn(broker)).containsAll(StoredSchemas.ofThisBuild().keySet());
            broker.write(published(broker, later));
            Await.until(later::isLearned, () -> "published schemas are not learned");

            var topic = between.nameIn(broker.layout());
            broker.write(
                    broker.committed(topic).stream()
                            .map(update ->
                                    new ProducerRecord<>(
                                            topic,
                                            0,
                                            update.timestamp(),
                                            OTHER.getBytes(UTF_8),
                                            later.rewritten(update.value())))
                            .toList());

            Await.until(
                    () ->
                            broker.committed(broker.nameOf(Topics.DEVICE_STATE)).stream()
                                    .anyMatch(
                                            state -> OTHER.equals(new String(state.key(), UTF_8))),
                    () -> "what the later build sent is not read");
        }
    }

    @Test
    void itRefusesTheStateOfAnotherTopology_andNamesIt() throws Exception {
        var data = folder.resolve("data");
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var admin = broker.admin()) {
            var store = folderOf(broker, data).resolve("1_0/rocksdb/held-tasks");
            Files.createDirectories(store);
            var oldTopic = broker.layout().nameOf(OLD_TOPIC);
            admin.createTopics(
                            List.of(new NewTopic(oldTopic, Optional.of(2), Optional.of((short) 1))))
                    .all()
                    .get();
            Await.until(
                    () -> admin.listTopics().names().get().contains(oldTopic),
                    () -> "the broker does not list the topic");

            assertThatThrownBy(() -> new LiveService(broker, registry, data))
                    .hasRootCauseInstanceOf(StartRefusedException.class)
                    .rootCause()
                    .hasMessageContainingAll(oldTopic, store.toString(), "./telltale up --fresh");
        }
    }

    private static Path folderOf(TestTopics broker, Path data) {
        return data.resolve("streams").resolve(StreamsNames.id(broker.layout()));
    }

    @Test
    void onlyInternalTopicsOfTheApplicationCount() {
        var layout = new TopicLayout("staging.", 4, 1, 1);
        var names =
                List.of(
                        "staging." + OLD_TOPIC,
                        "staging.telltale-streams-rows-changelog",
                        RepartitionTopic.DEVICE_UPDATES.nameIn(layout),
                        "staging.telltale-streams-of-others",
                        OLD_TOPIC,
                        "staging.device.sms.v1");

        assertThat(UnreadableState.topics(names, layout)).containsExactly("staging." + OLD_TOPIC);
    }
}
