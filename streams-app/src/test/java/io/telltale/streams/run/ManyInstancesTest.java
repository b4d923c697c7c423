package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.topology.Given;
import io.telltale.testing.Await;
import io.telltale.testing.RegistryServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two whole services share the partitions of one group, and each answers for both. */
@Timeout(300)
@Tag("slow")
class ManyInstancesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANOTHER_SECRET = "another secret, long enough";
    private static final int DEVICES = 40;
    private static final int PARTITIONS = 2;
    private static final String CAMPAIGN = "0000123456-00001:f858b8c4";

    @TempDir private Path folder;

    @Test
    void eachInstanceAnswersForAllOfThem() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var one = new LiveService(broker, registry, folder.resolve("one"));
                var other = new LiveService(broker, registry, folder.resolve("other"))) {
            awaitShared(one, other);
            one.give(events());
            awaitAll(one, other);

            for (var path : paths()) {
                var answer = one.get(path);

                assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
                assertThat(other.get(path).body()).as(path).isEqualTo(answer.body());
            }
            for (var instance : List.of(one, other)) {
                assertThat(JSON.readTree(instance.get("/devices?limit=500").body()).path("items"))
                        .hasSize(DEVICES);
                Await.until(
                        () -> instance.get("/devices/imei:999").statusCode() == 404,
                        () -> "an unknown device is not unknown");
            }
        }
    }

    @Test
    void aCopyAnswersForAnInstanceThatIsAway_andSaysSo() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var one = new LiveService(broker, registry, folder.resolve("one"))) {
            var answers = new HashMap<String, String>();
            try (var other = new LiveService(broker, registry, folder.resolve("other"))) {
                awaitShared(one, other);
                one.give(events());
                awaitAll(one, other);
                awaitCopies(one);
                for (var path : paths()) {
                    answers.put(path, one.get(path).body());
                }
            }

            for (var path : paths()) {
                var answer = one.get(path);

                assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
                assertThat(answer.body()).as(path).isEqualTo(answers.get(path));
            }
            assertThat(one.get("/devices").headers().firstValue("Telltale-Role"))
                    .contains("standby");
            Await.until(
                    () ->
                            one.get("/devices")
                                    .headers()
                                    .firstValue("Telltale-Role")
                                    .filter("active"::equals)
                                    .isPresent(),
                    () -> "the partitions did not move");
            for (var path : paths()) {
                assertThat(one.get(path).body()).as(path).isEqualTo(answers.get(path));
            }
        }
    }

    @Test
    void aCopyAnswers_thoughItsDeadOwnerLeftATransactionOpen() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var one = new LiveService(broker, registry, folder.resolve("one"));
                var other = new LiveService(broker, registry, folder.resolve("other"))) {
            awaitShared(one, other);
            one.give(events());
            awaitAll(one, other);
            awaitCopies(one);
            try (var _ = OpenTransaction.inChangelogs(broker)) {
                other.stop();

                for (var path : paths()) {
                    var answer = one.get(path);
                    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
                }
            }
        }
    }

    @Test
    void aClientOfAStreamGoesOnAtAnotherInstance_withoutGapOrRepeat() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var one = new LiveService(broker, registry, folder.resolve("one"));
                var other = new LiveService(broker, registry, folder.resolve("other"))) {
            awaitShared(one, other);
            one.give(sms("before"));
            for (var instance : List.of(one, other)) {
                Await.until(
                        () -> instance.get("/devices/" + ref(1)).statusCode() == 200,
                        () -> "the device is not known");
            }
            var last = Optional.<String>empty();
            var texts = new ArrayList<String>();
            for (var round = 0; round < 6; round++) {
                var instance = round % 2 == 0 ? one : other;
                try (var live = instance.stream("/devices/" + ref(1) + "/live", last)) {
                    last = Optional.of(EventBlock.next(live).id());
                    one.give(sms("round %d, seen".formatted(round)));
                    for (var count = 0; count < (round == 0 ? 1 : 2); count++) {
                        var event = EventBlock.nextOf(live);
                        last = Optional.of(event.id());
                        texts.add(JSON.readTree(event.data()).at("/sms/text").asText());
                    }
                }
                one.give(sms("round %d, missed".formatted(round)));
            }
            var expected = new ArrayList<String>();
            for (var round = 0; round < 6; round++) {
                expected.add("round %d, seen".formatted(round));
                expected.add("round %d, missed".formatted(round));
            }
            assertThat(texts).isEqualTo(expected.subList(0, expected.size() - 1));
        }
    }

    private static Event sms(String text) {
        var now = Instant.now();
        return new Event.Sms(Given.sms(ref(1), text, Channel.POLL, now, now));
    }

    @Test
    void anInstanceWithAnotherSecretIsNoPeer() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var one = new LiveService(broker, registry, folder.resolve("one"));
                var other =
                        new LiveService(
                                broker,
                                registry,
                                folder.resolve("other"),
                                Map.of("TELLTALE_PEER_SECRET", ANOTHER_SECRET))) {
            Await.until(
                    () -> stateOf(other, cluster(one)).equals("UNREACHABLE"),
                    () -> "the cluster is " + cluster(one));
            Await.until(
                    () -> one.get("/devices/imei:999").statusCode() == 503,
                    () -> "an unknown device is denied without the other's partitions");
            var all = one.get("/devices");
            assertThat(isOfACopy(all) || isRefusedFor(all, "TELLTALE_PEER_SECRET"))
                    .as(all.headers() + all.body())
                    .isTrue();

            for (var headers :
                    List.of(
                            Map.<String, String>of(),
                            Map.of("Telltale-Peer-Secret", ANOTHER_SECRET),
                            Map.of("Authorization", "Bearer " + LiveService.PEER_SECRET))) {
                for (var path : List.of("/peer/instance", "/peer/report")) {
                    assertThat(one.get(path, headers).statusCode()).as(path).isEqualTo(401);
                }
                assertThat(one.get("/%70eer/report", headers).statusCode()).isNotEqualTo(200);
            }
        }
    }

    private static boolean isOfACopy(HttpResponse<String> answer) {
        return answer.statusCode() == 200
                && answer.headers().firstValue("Telltale-Role").equals(Optional.of("standby"));
    }

    private static boolean isRefusedFor(HttpResponse<String> answer, String variable) {
        return answer.statusCode() == 503
                && answer.body().contains("urn:telltale:problem:incomplete")
                && answer.body().contains(variable);
    }

    private static String stateOf(LiveService instance, JsonNode cluster) {
        for (var each : cluster.path("instances")) {
            if (each.path("address").asText().equals(instance.address())) {
                return each.path("state").asText();
            }
        }
        return "";
    }

    private static Event[] events() {
        var events = new ArrayList<Event>();
        for (var number = 0; number < DEVICES; number++) {
            var now = Instant.now();
            events.add(
                    new Event.Sms(
                            SmsEvent.newBuilder(
                                            Given.sms(
                                                    ref(number),
                                                    "text " + number,
                                                    Channel.POLL,
                                                    now,
                                                    now))
                                    .setDevices(List.of(ref(number), sim(number)))
                                    .build()));
            events.add(
                    new Event.Status(
                            Given.upgrade(ref(number), "Queued", Outcome.PENDING, 1, now)));
        }
        return events.toArray(Event[]::new);
    }

    private static String ref(int number) {
        return "imei:%015d".formatted(990_000_560_000_000L + number);
    }

    private static String sim(int number) {
        return "iccid:%020d".formatted(8_914_800_000_000_000_000L + number);
    }

    private static List<String> paths() {
        var paths =
                new ArrayList<>(
                        List.of(
                                "/devices?limit=500",
                                "/devices?limit=7",
                                "/campaigns",
                                "/campaigns/" + CAMPAIGN + "/devices?limit=500",
                                "/campaigns/" + CAMPAIGN + "/devices?limit=7"));
        IntStream.range(0, 10)
                .mapToObj(ManyInstancesTest::sim)
                .forEach(sim ->
                        List.of("", "/identity", "/sms", "/tasks", "/timeline")
                                .forEach(view -> paths.add("/devices/" + sim + view)));
        return paths;
    }

    /** Until both know that each of them has partitions. */
    private static void awaitShared(LiveService one, LiveService other) throws Exception {
        awaitBalanced(one);
        awaitBalanced(other);
    }

    private static void awaitBalanced(LiveService instance) {
        Await.until(
                () -> isBalanced(cluster(instance)), () -> "the cluster is " + cluster(instance));
    }

    private static boolean isBalanced(JsonNode cluster) {
        var partitions = new TreeSet<Integer>();
        var isEachAtWork = true;
        for (var instance : cluster.path("instances")) {
            instance.path("active").forEach(number -> partitions.add(number.asInt()));
            isEachAtWork &= !instance.path("active").isEmpty();
        }
        return isEachAtWork
                && cluster.path("instances").size() == 2
                && partitions.size() == PARTITIONS;
    }

    private static JsonNode cluster(LiveService instance) {
        try {
            return JSON.readTree(instance.get("/cluster").body());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until each partition has its copy on the other instance. */
    private static void awaitCopies(LiveService instance) {
        Await.until(
                () -> {
                    var copies = new TreeSet<Integer>();
                    for (var each : cluster(instance).path("instances")) {
                        each.path("standby").forEach(number -> copies.add(number.asInt()));
                    }
                    return copies.size() == PARTITIONS;
                },
                () -> "the cluster is " + cluster(instance));
    }

    /**
     * Until every device has its message, its task and its SIM, in the list, too, and the campaign
     * has all of them.
     */
    private static void awaitAll(LiveService one, LiveService other) {
        for (var instance : List.of(one, other)) {
            Await.until(
                    () -> isAllIn(instance),
                    () -> "not all is there; the cluster is " + cluster(instance));
        }
    }

    private static boolean isAllIn(LiveService instance) throws Exception {
        for (var number = 0; number < DEVICES; number++) {
            var device = instance.get("/devices/" + sim(number)).body();
            var timeline = instance.get("/devices/" + sim(number) + "/timeline").body();
            if (!device.contains("\"tasks\":{\"total\":1,")
                    || !device.contains("\"sms\":{\"total\":1,")
                    || !timeline.contains("JOINED")) {
                return false;
            }
        }
        var devices = JSON.readTree(instance.get("/devices?limit=500").body()).path("items");
        var published = 0;
        for (var device : devices) {
            published += device.path("refs").size() == 2 ? 1 : 0;
        }
        var campaign = JSON.readTree(instance.get("/campaigns/" + CAMPAIGN).body());
        return published == DEVICES && campaign.path("devices").asInt() == DEVICES;
    }
}
