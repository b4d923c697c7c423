package io.telltale.poller;

import static io.telltale.poller.Cluster.ADMIN;
import static io.telltale.poller.Cluster.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class DeadLettersOverHttpTest {

    private static final String MARKS = "dead-letter.redrive.v1";

    private static Cluster cluster;
    private static LetterTopic topic;
    private static int one;
    private static int other;

    @BeforeAll
    static void start() throws Exception {
        cluster = new Cluster("");
        topic = new LetterTopic(cluster.topics());
        one = cluster.startService(Map.of());
        other = cluster.startService(Map.of());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void pagesHoldEveryLetterOnce_youngestFirst() {
        topic.write("PAGED", 250);

        var items = all("PAGED", 100);

        assertThat(ids(items)).hasSize(250).doesNotHaveDuplicates();
        assertThat(items)
                .extracting(item -> Instant.parse(item.get("at").asText()))
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(items)
                .extracting(item -> item.get("position").asText())
                .contains("device.sms.v1-1@0", "device.sms.v1-1@249");
    }

    @Test
    void aLetterIsShownWithItsContent_whereTextAsText() {
        topic.write(
                List.of(
                        topic.ofRecord("SHOWN", 1, "grüß".getBytes(UTF_8)),
                        topic.ofRecord("SHOWN", 2, new byte[] {(byte) 0xC3, 0x28})));

        var shown =
                all("SHOWN", 10).stream()
                        .map(item -> json(get(other, "/dead-letters/" + item.get("id").asText())))
                        .toList();

        assertThat(shown)
                .extracting(letter -> letter.get("text").asText(null))
                .containsExactlyInAnyOrder("grüß", null);
        assertThat(shown)
                .extracting(letter -> letter.get("base64").asText())
                .containsExactlyInAnyOrder("Z3LDvMOf", "wyg=");
        assertThat(shown)
                .allSatisfy(letter -> {
                    assertThat(letter.get("headers").toString())
                            .contains("telltale_original_ce_id");
                    assertThat(letter.get("part").asText()).isEqualTo("streams-app");
                    assertThat(letter.get("redrivable").asBoolean()).isTrue();
                    assertThat(letter.get("redriven").isNull()).isTrue();
                    assertThat(letter.get("again").isNull()).isTrue();
                });
    }

    @Test
    void whatIsNoLetterIsUnknown() {
        for (var id : List.of("nonsense", "0-999999999", "999-0", "0--1", "1-99999999999999999")) {
            var answer = get(one, "/dead-letters/" + id);

            assertThat(answer.statusCode()).as(id).isEqualTo(404);
            assertThat(answer.body()).contains("urn:telltale:problem:unknown-dead-letter");
        }
    }

    @Test
    void aWrongParameterIsRefused() {
        assertThat(get(one, "/dead-letters?limit=501").body()).contains("bad-parameter");
        assertThat(get(one, "/dead-letters?from=yesterday").body()).contains("bad-parameter");
        assertThat(get(one, "/dead-letters?cursor=nonsense").body()).contains("bad-cursor");
    }

    @Test
    void allWrongAndUnknownParametersAreNamedInOneAnswer() {
        assertThat(wrong(get(one, "/dead-letters?limit=0&from=yesterday&colour=red&part=a&part=b")))
                .containsExactlyInAnyOrder("limit", "from", "colour", "part");
        assertThat(wrong(post(one, "/dead-letters/skip?partition=-1&by=%20")))
                .containsExactlyInAnyOrder("topic", "partition", "offset", "by");
        assertThat(wrong(get(one, "/dead-letters/0-0?limit=1"))).containsExactly("limit");
    }

    @Test
    void aCursorContinuesOnlyTheListItCameFrom() {
        topic.write("LISTED", 2);
        var cursor =
                json(get(one, "/dead-letters?reason=LISTED&limit=1")).get("nextCursor").asText();

        assertThat(get(one, "/dead-letters?reason=LISTED&cursor=" + cursor).statusCode())
                .isEqualTo(200);
        assertThat(get(one, "/dead-letters?reason=OTHER&cursor=" + cursor).body())
                .contains("bad-cursor");
        assertThat(post(one, "/dead-letters/redrive?reason=LISTED&cursor=" + cursor).body())
                .contains("bad-cursor");
    }

    private static List<String> wrong(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return StreamSupport.stream(json(answer).get("parameters").spliterator(), false)
                .map(parameter -> parameter.get("name").asText())
                .toList();
    }

    @Test
    void onlyAnAdminTokenOpensThem_toReadToo() {
        assertThat(cluster.get(one, "/dead-letters").statusCode()).isEqualTo(403);
        assertThat(cluster.get(one, "/dead-letters/0-0").statusCode()).isEqualTo(403);
        assertThat(cluster.get(one, "/poll-tasks").statusCode()).isEqualTo(200);
    }

    @Test
    void aRecordIsWrittenBackAsItWas_once_whicheverInstanceIsAsked() {
        topic.write(List.of(topic.ofRecord("ONE", 4711, new byte[] {9, 8, 7})));
        var id = all("ONE", 10).getFirst().get("id").asText();

        var first = post(one, "/dead-letters/%s/redrive?by=me".formatted(id));
        var again = post(other, "/dead-letters/%s/redrive?by=you".formatted(id));

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again)).isEqualTo(json(first));
        assertThat(json(first).at("/redriven/by").asText()).isEqualTo("me");
        assertThat(redriven(id))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.partition()).isEqualTo(1);
                    assertThat(record.key()).isEqualTo("msisdn:4711".getBytes(UTF_8));
                    assertThat(record.value()).containsExactly(9, 8, 7);
                    assertThat(record.headers().lastHeader("ce_id").value())
                            .isEqualTo("its own".getBytes(UTF_8));
                    assertThat(Instant.ofEpochMilli(record.timestamp()))
                            .isEqualTo(Instant.parse(json(first).at("/redriven/at").asText()));
                });
        assertThat(all("ONE", 10).getFirst().at("/redriven/by").asText()).isEqualTo("me");
    }

    @Test
    void aMarkCounts_thoughItsValueCannotBeRead() {
        topic.write(List.of(topic.ofRecord("MARKED", 12, new byte[] {1})));
        var id = all("MARKED", 10).getFirst().get("id").asText();
        topic.write(
                List.of(
                        new ProducerRecord<>(
                                MARKS, id.getBytes(UTF_8), "no record".getBytes(UTF_8))));

        var answer = post(one, "/dead-letters/%s/redrive".formatted(id));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(redriven(id)).isEmpty();
    }

    @Test
    void anOldStateIsNotWrittenBackOverTheNewOne_butSaysWhatToDoInstead() {
        for (var name : List.of("device.link.v1", "device.identity.v1", "source.health.v1")) {
            var reason = name.toUpperCase(Locale.ROOT);
            topic.write(List.of(topic.ofRecord(name, reason, 3, new byte[] {1})));
            var item = all(reason, 10).getFirst();

            var answer = post(one, "/dead-letters/%s/redrive".formatted(item.get("id").asText()));

            assertThat(item.get("redrivable").asBoolean()).as(name).isFalse();
            assertThat(answer.statusCode()).as(name).isEqualTo(409);
            assertThat(answer.body()).contains("instead, ");
            assertThat(topic.committed(name)).noneMatch(record -> record.value().length == 1);
        }
    }

    @Test
    void aProvidersRowIsNotWrittenBack_butSaysHowToAskAgain() {
        var task = "xtremepush.a.xtremepush-push-devices";
        publish(
                new DeadLetter(
                        task, "{}".getBytes(UTF_8), "poller-service", task, "ROW", "d", "page 1"));
        var item = all("ROW", 10).getFirst();

        var answer = post(one, "/dead-letters/%s/redrive".formatted(item.get("id").asText()));

        assertThat(item.get("redrivable").asBoolean()).isFalse();
        assertThat(item.at("/again/path").asText()).isEqualTo("/poll-tasks/" + task + "/poll-now");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("urn:telltale:problem:conflict", "/poll-now");
    }

    @Test
    void aThousandRedrivenByEverybodyAtOnceAreWrittenOnceEach() throws Exception {
        topic.write("MANY", 1000);
        var wanted = new HashSet<>(ids(all("MANY", 500)));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<?>>();
            for (var port : List.of(one, other, one, other)) {
                asked.add(threads.submit(() -> redriveAll(port, "MANY")));
            }
            for (var answer : asked) {
                answer.get();
            }
        }

        assertThat(wanted).hasSize(1000);
        assertThat(
                        topic.committed(LetterTopic.TOPIC).stream()
                                .map(DeadLettersOverHttpTest::redriveOf)
                                .filter(wanted::contains))
                .hasSize(1000)
                .doesNotHaveDuplicates();
        assertThat(
                        topic.committed(MARKS).stream()
                                .map(mark -> new String(mark.key(), UTF_8))
                                .filter(wanted::contains))
                .hasSize(1000)
                .doesNotHaveDuplicates();
    }

    /** Its half transaction is ended by the next turn, so neither half of it is ever read. */
    @Test
    void whoDiesBetweenTheTwoRecordsHasWrittenNeither() throws Exception {
        topic.write(List.of(topic.ofRecord("DIED", 5, new byte[] {5})));
        var id = all("DIED", 10).getFirst().get("id").asText();
        var partition = Integer.parseInt(id.substring(0, id.indexOf('-')));
        try (var dead = topic.redriving(partition)) {
            dead.initTransactions();
            dead.beginTransaction();
            dead.send(
                            new ProducerRecord<>(
                                    LetterTopic.TOPIC,
                                    1,
                                    id.getBytes(UTF_8),
                                    "half".getBytes(UTF_8)))
                    .get();

            var answer = post(one, "/dead-letters/%s/redrive".formatted(id));

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(redriven(id)).hasSize(1);
            assertThat(topic.committed(LetterTopic.TOPIC))
                    .noneMatch(record -> "half".equals(new String(record.value(), UTF_8)));
        }
    }

    @Test
    void aRecordThatIsNotProcessedCanBeSkipped() {
        topic.write(
                List.of(
                        new ProducerRecord<>(
                                "campaign.info.v1",
                                0,
                                "none".getBytes(UTF_8),
                                "no record".getBytes(UTF_8))));
        var where = "topic=campaign.info.v1&partition=0&offset=0";

        var skipped = post(one, "/dead-letters/skip?by=me&" + where);

        assertThat(skipped.statusCode()).as(skipped.body()).isEqualTo(202);
        assertThat(json(skipped).at("/skipped/by").asText()).isEqualTo("me");
        assertThat(topic.committed("dead-letter.skip.v1"))
                .extracting(skip -> new String(skip.key(), UTF_8))
                .contains("campaign.info.v1-0@0");
    }

    @Test
    void whatIsNotThereOrNotReadOrPassedIsNotSkipped() throws Exception {
        topic.write(
                List.of(
                        new ProducerRecord<>(
                                "device.link.v1", 2, "a b".getBytes(UTF_8), new byte[] {1})));
        topic.commit("telltale-streams", "device.link.v1", 2, 1);

        for (var where :
                List.of(
                        "topic=device.state.v1&partition=0&offset=0",
                        "topic=nobodys&partition=0&offset=0",
                        "topic=device.link.v1&partition=77&offset=0",
                        "topic=device.link.v1&partition=2&offset=999",
                        "topic=device.link.v1&partition=2&offset=0")) {
            var answer = post(one, "/dead-letters/skip?" + where);

            assertThat(answer.statusCode()).as(where).isEqualTo(409);
            assertThat(answer.body()).contains("urn:telltale:problem:conflict");
        }
        for (var where :
                List.of(
                        "topic=device.link.v1&partition=-1&offset=0",
                        "topic=device.link.v1&partition=0&offset=x",
                        "partition=0&offset=0")) {
            assertThat(post(one, "/dead-letters/skip?" + where).statusCode())
                    .as(where)
                    .isEqualTo(400);
        }
        var reader = cluster.send(one, "POST", "/dead-letters/skip", Cluster.READER, "");
        assertThat(reader.statusCode()).isEqualTo(403);
    }

    @Test
    void aHundredThousandLettersShowTheirFirstPageWithinTwoSeconds() {
        topic.write("LEGION", 100_000);
        var begun = System.nanoTime();

        var page = json(get(one, "/dead-letters?limit=100"));

        assertThat(page.get("items")).hasSize(100);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    private static List<JsonNode> all(String reason, int limit) {
        var items = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page =
                    json(
                            get(
                                    other,
                                    "/dead-letters?reason=%s&limit=%d%s"
                                            .formatted(reason, limit, cursor)));
            page.get("items").forEach(items::add);
            cursor =
                    page.get("nextCursor").isNull()
                            ? ""
                            : "&cursor=" + page.get("nextCursor").asText();
        } while (!cursor.isEmpty());
        return items;
    }

    /** As the command does: on to the next cursor, and again where another was at work. */
    private static void redriveAll(int port, String reason) {
        var cursor = "";
        var isMore = true;
        while (isMore) {
            var answer = post(port, "/dead-letters/redrive?reason=" + reason + cursor);
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
            if (answer.statusCode() == 200) {
                var next = json(answer).get("nextCursor");
                isMore = !next.isNull();
                cursor = isMore ? "&cursor=" + next.asText() : "";
            }
        }
    }

    private static List<String> ids(List<JsonNode> items) {
        return items.stream().map(item -> item.get("id").asText()).toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> redriven(String id) {
        return topic.committed(LetterTopic.TOPIC).stream()
                .filter(record -> id.equals(redriveOf(record)))
                .toList();
    }

    private static String redriveOf(ConsumerRecord<byte[], byte[]> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .filter(header -> header.key().equals("telltale_redrive"))
                .map(header -> new String(header.value(), UTF_8))
                .findFirst()
                .orElse("");
    }

    private static void publish(DeadLetter letter) {
        var settings = Settings.of(Map.of("TELLTALE_REGISTRY_URL", "http://127.0.0.1:1"));
        try (var serdes = new RecordSerdes(SerdeSettings.read(settings));
                var publisher =
                        RecordPublisher.connect(cluster.topics().kafka(), Duration.ofSeconds(10))) {
            publisher.publishAndAwait(
                    List.of(
                            new KafkaRecords(cluster.topics().layout(), serdes)
                                    .of(letter, Instant.now(), TraceParent.fresh())));
        }
    }

    private static HttpResponse<String> get(int port, String path) {
        return cluster.send(port, "GET", path, ADMIN, "");
    }

    private static HttpResponse<String> post(int port, String path) {
        return cluster.send(port, "POST", path, ADMIN, "");
    }
}
