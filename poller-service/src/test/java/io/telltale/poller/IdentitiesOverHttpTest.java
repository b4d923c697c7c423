package io.telltale.poller;

import static io.telltale.poller.Cluster.ADMIN;
import static io.telltale.poller.Cluster.READER;
import static io.telltale.poller.Cluster.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.schemas.record.Conflict;
import io.telltale.schemas.record.ConflictReason;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkSource;
import io.telltale.schemas.record.LinkState;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.ValidityInterval;
import io.telltale.schemas.topic.Topics;
import io.telltale.testing.Await;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class IdentitiesOverHttpTest {

    private static final String IMEI = "imei:990000560000001";

    @TempDir private static Path folder;
    private static Cluster cluster;
    private static int service;

    @BeforeAll
    static void start() throws Exception {
        cluster = new Cluster();
        service = cluster.startService(Map.of());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void aDeclaredLinkIsOnTheTopicWhenTheAnswerComes() {
        var answer =
                put(
                        IMEI,
                        """
                        {"sameAs":["esn:09600000001","iccid:8901"],"validFrom":"2026-01-31T00:00:00Z","by":"fleet team"}
                        """);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).at("/links/0/refs/0").asText()).isEqualTo(IMEI);
        assertThat(json(answer).at("/links/0/validTo").isNull()).isTrue();
        var link = onTopic(IMEI + " esn:09600000001");
        assertThat(link.getState()).isEqualTo(LinkState.DECLARED);
        assertThat(link.getBy()).isEqualTo("fleet team");
        assertThat(link.getValidFrom()).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(onTopic()).containsKey(IMEI + " iccid:8901");
    }

    @Test
    void aLinkIsWithdrawnByItsTwoRefs_orAllOfARefAtOnce() {
        put(
                "esn:00000000001",
                """
                {"sameAs":["imei:11","imei:12","imei:13"]}\
                """);

        var one = send("DELETE", "/identities/imei:11?sameAs=esn:00000000001&by=me", ADMIN, "");
        var rest = send("DELETE", "/identities/esn:00000000001", ADMIN, "");
        var again = send("DELETE", "/identities/esn:00000000001", ADMIN, "");

        assertThat(one.statusCode()).isEqualTo(202);
        assertThat(json(one).at("/links/0/state").asText()).isEqualTo("WITHDRAWN");
        assertThat(json(one).at("/links/0/by").asText()).isEqualTo("me");
        assertThat(json(rest).path("links")).hasSize(2);
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(json(again).path("type").asText())
                .isEqualTo("urn:telltale:problem:unknown-link");
        assertThat(onTopic("imei:11 esn:00000000001").getState()).isEqualTo(LinkState.WITHDRAWN);
        assertThat(json(send("GET", "/identities/imei:12", READER, "")).path("links")).isEmpty();
    }

    @Test
    void aRefIsTakenInAnySpelling_andAnsweredInTheKeptOne() {
        var put =
                put(
                        "imei:49015420323751",
                        "{\"sameAs\":[\"mdn:(702) 289-5555\",\"esn:60e5f99d\"]}");
        var found = send("GET", "/identities/mdn:%2B1%20702%20289%205555", READER, "");
        var withdrawn =
                send(
                        "DELETE",
                        "/identities/imei:4901542032375101?sameAs=msisdn:%2B17022895555",
                        ADMIN,
                        "");

        assertThat(put.statusCode()).isEqualTo(202);
        assertThat(json(put).path("ref").asText()).isEqualTo("imei:490154203237518");
        assertThat(json(put).at("/links/0/refs/1").asText()).isEqualTo("esn:09615071645");
        assertThat(json(found).path("ref").asText()).isEqualTo("msisdn:17022895555");
        assertThat(json(found).at("/links/0/refs/0").asText()).isEqualTo("imei:490154203237518");
        assertThat(withdrawn.statusCode()).isEqualTo(202);
        assertThat(onTopic("imei:490154203237518 msisdn:17022895555").getState())
                .isEqualTo(LinkState.WITHDRAWN);
    }

    @Test
    void whatIsWrongIsSaid_andNothingIsWritten() {
        assertProblem(put("nonsense", "{\"sameAs\":[\"imei:1\"]}"), 400, "malformed-ref");
        assertProblem(put("imei:21", "{\"sameAs\":[\"imei:x\"]}"), 400, "malformed-ref");
        assertProblem(put("imei:21", "{\"sameAs\":[]}"), 400, "bad-parameter");
        assertProblem(put("imei:21", "{\"sameAs\":[\"imei:21\"]}"), 400, "bad-body");
        assertProblem(put("imei:21", "{}"), 400, "bad-parameter");
        assertProblem(put("imei:21", "{\"sameAs\":[null]}"), 400, "bad-parameter");
        assertProblem(put("imei:21", "{\"sameAs\":[\"imei:22\",null]}"), 400, "bad-parameter");
        assertProblem(put("imei:21", "nonsense"), 400, "bad-body");
        assertProblem(
                put("imei:21", "{\"sameAs\":[\"imei:22\",\"imei:23\"],\"validTo\":\"soon\"}"),
                400,
                "bad-body");
        assertProblem(
                put(
                        "imei:21",
                        """
                        {"sameAs":["imei:22"],"validFrom":"2026-02-01T00:00:00Z","validTo":"2026-02-01T00:00:00Z"}
                        """),
                400,
                "bad-body");
        for (var by : List.of("", "%20", "x".repeat(65))) {
            assertProblem(
                    send("DELETE", "/identities/imei:21?sameAs=imei:22&by=" + by, ADMIN, ""),
                    400,
                    "bad-parameter");
            assertProblem(
                    csv("", "?by=" + by, "ref,sameAs\nimei:21,imei:22\n"), 400, "bad-parameter");
        }
        assertThat(send("PUT", "/identities/imei:21", READER, "{}").statusCode()).isEqualTo(403);
        assertThat(onTopic().keySet()).noneMatch(key -> key.contains("imei:21"));
    }

    @Test
    void anImportTakesGoodLinesAndNamesWrongOnes() {
        var report =
                json(
                        csv(
                                "",
                                """
                                sameAs,ref,by
                                # moved in January
                                imei:31,esn:00000000031,fleet
                                nonsense,esn:00000000032,

                                imei:33,"ESN: 0000-0000-033",
                                imei:34
                                """));

        assertThat(report.path("declared").asInt()).isEqualTo(2);
        assertThat(report.path("refused").asInt()).isEqualTo(2);
        assertThat(report.at("/items/1/line").asInt()).isEqualTo(4);
        assertThat(report.at("/items/1/reason").asText()).contains("kind:value", "nonsense");
        assertThat(report.at("/items/3/line").asInt()).isEqualTo(7);
        assertThat(onTopic("imei:31 esn:00000000031").getBy()).isEqualTo("fleet");
        assertThat(onTopic("imei:33 esn:00000000033").getBy()).isEqualTo("operator");
        assertProblem(csv("", "ref,colour\n"), 400, "bad-body");
        assertProblem(csv("", ""), 400, "bad-body");
    }

    @Test
    void aLongImportTellsItsProgress() {
        var lines =
                IntStream.range(0, 1_200)
                        .mapToObj(number -> "imei:4%04d,esn:4%010d".formatted(number, number))
                        .collect(
                                Collectors.joining(
                                        "\n", "ref,sameAs\n", "\nnonsense,esn:00000000001\n"));

        var answer = csv("application/x-ndjson", lines);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var report = answer.body().lines().map(IdentitiesOverHttpTest::tree).toList();
        assertThat(report.stream().filter(line -> line.has("line"))).hasSize(1_201);
        var progress = report.stream().filter(line -> line.has("done")).toList();
        assertThat(progress)
                .extracting(line -> line.path("declared").asInt())
                .containsExactly(500, 1_000, 1_200);
        assertThat(progress.getLast().path("done").asBoolean()).isTrue();
        assertThat(progress.getLast().path("refused").asInt()).isEqualTo(1);
        assertThat(onTopic()).containsKey("imei:41199 esn:40000001199");
    }

    @Test
    void anImportWithoutALinkTellsThatItIsDone() {
        var report = csv("application/x-ndjson", "ref,sameAs\n").body().lines().toList();

        assertThat(report).hasSize(1);
        assertThat(tree(report.getFirst()).path("done").asBoolean()).isTrue();
    }

    @Test
    void conflictsAreListedOnce_pageByPage_untilTheyAreGone() {
        identity("imei:51", "imei:52", "imei:53");
        identity("imei:52", "imei:51");
        identity("imei:53", "imei:51");

        Await.until(() -> conflicts().size() == 2, () -> conflicts().toString());
        var first = json(send("GET", "/identities/conflicts?limit=1", READER, ""));
        var next =
                json(
                        send(
                                "GET",
                                "/identities/conflicts?limit=1&cursor="
                                        + first.path("nextCursor").asText(),
                                READER,
                                ""));
        identity("imei:51");
        identity("imei:52");
        identity("imei:53");

        assertThat(first.at("/items/0/with").asText()).isEqualTo("imei:52");
        assertThat(first.at("/items/0/reason").asText()).isEqualTo("TOO_MANY_REFS");
        assertThat(next.at("/items/0/with").asText()).isEqualTo("imei:53");
        assertThat(next.path("nextCursor").isNull()).isTrue();
        Await.until(() -> conflicts().isEmpty(), () -> conflicts().toString());
    }

    @Test
    void aConflictThatTheFirstRefLeavesOutIsListedUnderTheOther() {
        identity("imei:54", "imei:55");
        identity("imei:55", "imei:54");
        identity("imei:56", "imei:54");

        Await.until(() -> conflicts().size() == 2, () -> conflicts().toString());
        var listed = conflicts();
        List.of("imei:54", "imei:55", "imei:56").forEach(ref -> identity(ref));

        assertThat(listed)
                .extracting(one -> one.path("ref").asText() + " " + one.path("with").asText())
                .containsExactly("imei:54 imei:55", "imei:56 imei:54");
        Await.until(() -> conflicts().isEmpty(), () -> conflicts().toString());
    }

    @Test
    void aFileIsTakenUpAtStart_butWhatWasWithdrawnSinceStaysWithdrawn() throws Exception {
        var file =
                Files.writeString(
                        folder.resolve("links.csv"),
                        "ref,sameAs\nimei:61,esn:00000000061\nimei:62,esn:00000000062\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-31T00:00:00Z")));
        send("DELETE", "/identities/imei:61?sameAs=esn:00000000061", ADMIN, "");

        cluster.startService(Map.of("TELLTALE_IDENTITIES_FILE", file.toString()));
        cluster.stopLastService();

        assertThat(onTopic("imei:61 esn:00000000061").getState()).isEqualTo(LinkState.WITHDRAWN);
        assertThat(onTopic("imei:62 esn:00000000062").getState()).isEqualTo(LinkState.DECLARED);
    }

    @Test
    void aFileThatWasCopiedLaterDoesNotBringBackWhatWasWithdrawn() throws Exception {
        var file =
                Files.writeString(
                        folder.resolve("copied.csv"),
                        "ref,sameAs\nimei:63,esn:00000000063\nimei:64,esn:00000000064\n");
        send("DELETE", "/identities/imei:63?sameAs=esn:00000000063", ADMIN, "");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(3_600)));

        cluster.startService(Map.of("TELLTALE_IDENTITIES_FILE", file.toString()));
        cluster.stopLastService();

        assertThat(onTopic("imei:63 esn:00000000063").getState()).isEqualTo(LinkState.WITHDRAWN);
        assertThat(onTopic("imei:64 esn:00000000064").getDeclaredAt())
                .isBeforeOrEqualTo(Instant.now());
    }

    private static void identity(String ref, String... conflicts) {
        var identity =
                DeviceIdentity.newBuilder()
                        .setRef(ref)
                        .setDeviceKey(ref)
                        .setEpoch(1)
                        .setIntervals(
                                List.of(ValidityInterval.newBuilder().setDeviceKey(ref).build()))
                        .setMembers(
                                List.of(
                                        Member.newBuilder()
                                                .setRef(ref)
                                                .setSource(LinkSource.DECLARED)
                                                .setEvidence("me")
                                                .build()))
                        .setConflicts(
                                List.of(conflicts).stream()
                                        .map(other ->
                                                Conflict.newBuilder()
                                                        .setOtherRef(other)
                                                        .setReason(ConflictReason.TOO_MANY_REFS)
                                                        .setSource(LinkSource.DECLARED)
                                                        .setEvidence("me")
                                                        .build())
                                        .toList())
                        .build();
        cluster.write(Topics.DEVICE_IDENTITY, ref, identity);
    }

    private static List<JsonNode> conflicts() {
        return StreamSupport.stream(
                        json(send("GET", "/identities/conflicts", READER, ""))
                                .path("items")
                                .spliterator(),
                        false)
                .toList();
    }

    private static DeviceLink onTopic(String pair) {
        return Optional.ofNullable(onTopic().get(pair)).orElseThrow();
    }

    /** The last word on each pair. */
    private static Map<String, DeviceLink> onTopic() {
        return cluster.lastOf(Topics.DEVICE_LINK);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:telltale:problem:" + type);
    }

    private static HttpResponse<String> put(String ref, String body) {
        return send("PUT", "/identities/" + ref, ADMIN, body);
    }

    private static HttpResponse<String> send(
            String method, String path, String token, String body) {
        return cluster.send(service, method, path, token, body);
    }

    private static HttpResponse<String> csv(String accept, String body) {
        return csv(accept, "", body);
    }

    private static HttpResponse<String> csv(String accept, String query, String body) {
        var headers = new ArrayList<>(List.of("Content-Type", "text/csv"));
        if (!accept.isEmpty()) {
            headers.addAll(List.of("Accept", accept));
        }
        return cluster.send(service, "POST", "/identities/import" + query, ADMIN, body, headers);
    }

    private static JsonNode tree(String line) {
        return Cluster.tree(line);
    }
}
