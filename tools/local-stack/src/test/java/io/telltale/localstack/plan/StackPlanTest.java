package io.telltale.localstack.plan;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The plan of {@code ./telltale up --instances streams-app=3,poller-service=2,callback-service=2}.
 */
final class StackPlanTest {

    private static final Instances INSTANCES =
            new Instances(Map.of("streams-app", 3, "poller-service", 2, "callback-service", 2));

    private static final List<String> SERVICES =
            List.of(
                    "callback-service",
                    "callback-service-2",
                    "poller-service",
                    "poller-service-2",
                    "streams-app",
                    "streams-app-2",
                    "streams-app-3");

    @TempDir private Path root;

    @Test
    void furtherInstancesListen100AboveEachOther() {
        var parts = parts(INSTANCES);

        assertThat(parts.keySet()).containsAll(SERVICES).hasSize(4 + SERVICES.size());
        assertThat(part(parts, "streams-app").ports()).containsExactly(8080, 18080);
        assertThat(part(parts, "streams-app-2").ports()).containsExactly(8180, 18180);
        assertThat(part(parts, "streams-app-3").ports()).containsExactly(8280, 18280);
        assertThat(part(parts, "poller-service-2").ports()).containsExactly(8182, 18182);
        assertThat(part(parts, "callback-service-2").ports()).containsExactly(9101, 19101);
        assertThat(part(parts, "streams-app-3").address()).isEqualTo("http://127.0.0.1:8280");
    }

    @Test
    void noTwoPartsListenOnOnePort_howeverManyThereAre() {
        var most = Instances.MOST;
        var parts =
                parts(
                        new Instances(
                                Map.of(
                                        "streams-app", most,
                                        "poller-service", most,
                                        "callback-service", most)));

        assertThat(parts.values().stream().flatMap(part -> part.ports().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyInstanceHasItsPort_itsAddress_andItsFiles() {
        var parts = parts(INSTANCES);

        for (var name : SERVICES) {
            var port = part(parts, name).ports().getFirst().toString();
            assertThat(part(parts, name).environment())
                    .containsEntry("TELLTALE_PORT", port)
                    .containsEntry("TELLTALE_ADVERTISED_ADDRESS", "127.0.0.1:" + port);
        }
        assertThat(values(parts, "TELLTALE_REGISTRY_CACHE_FILE")).doesNotHaveDuplicates();
        assertThat(part(parts, "streams-app").environment())
                .containsEntry("TELLTALE_DATA", data("."));
        assertThat(part(parts, "streams-app-2").environment())
                .containsEntry("TELLTALE_DATA", data("streams-2"));
        assertThat(part(parts, "streams-app-3").environment())
                .containsEntry("TELLTALE_DATA", data("streams-3"));
    }

    @Test
    void allServicesOfAStackHaveOneSecret_whichStandsNowhereElse() {
        var parts = parts(INSTANCES);

        var secrets = values(parts, "TELLTALE_PEER_SECRET");
        assertThat(secrets).hasSize(SERVICES.size());
        var secret = secrets.getFirst();
        assertThat(secrets).containsOnly(secret);
        assertThat(secret).matches("[0-9a-f]{64}");
        assertThat(values(parts(INSTANCES), "TELLTALE_PEER_SECRET")).doesNotContain(secret);
        assertThat(parts.values())
                .allSatisfy(part -> {
                    assertThat(part.command()).noneMatch(argument -> argument.contains(secret));
                    assertThat(part.toString()).doesNotContain(secret);
                });
        assertThat(Stream.of("kafka", "registry", "simulator", "init"))
                .allSatisfy(name ->
                        assertThat(part(parts, name).environment()).doesNotContainValue(secret));
    }

    @Test
    void severalStreamsAppsShareTheMachine_andASingleOneHasIt() {
        var processors = Runtime.getRuntime().availableProcessors();
        var threads = Integer.toString(Math.max(1, processors / 3));

        for (var name : List.of("streams-app", "streams-app-2", "streams-app-3")) {
            assertThat(part(parts(INSTANCES), name).environment())
                    .containsEntry("TELLTALE_STREAM_THREADS", threads)
                    .containsEntry("TELLTALE_MEMORY_MIB", "768");
        }
        assertThat(part(parts(Instances.SINGLE), "streams-app").environment())
                .doesNotContainKeys("TELLTALE_STREAM_THREADS", "TELLTALE_MEMORY_MIB");
    }

    @Test
    void everyServiceKnowsAllOfThreeBrokers_andHowManyCopiesTheyKeep() {
        var parts = parts(new Instances(Map.of("kafka", 3)));

        for (var name : List.of("init", "callback-service", "poller-service", "streams-app")) {
            assertThat(part(parts, name).environment())
                    .containsEntry(
                            "TELLTALE_KAFKA_BOOTSTRAP_SERVERS",
                            "127.0.0.1:9092,127.0.0.1:9192,127.0.0.1:9292")
                    .containsEntry("TELLTALE_TOPICS_REPLICATION_FACTOR", "3")
                    .containsEntry("TELLTALE_TOPICS_MIN_INSYNC_REPLICAS", "2");
        }
        assertThat(part(parts, "init").after())
                .containsExactlyInAnyOrder("kafka", "kafka-2", "kafka-3", "registry");
    }

    @Test
    void onlyTheFirstInstanceWritesAnArchiveOfItsClasses() {
        var parts = parts(INSTANCES);
        var writes = "-XX:+AutoCreateSharedArchive";

        assertThat(part(parts, "poller-service").command()).contains(writes);
        assertThat(part(parts, "poller-service-2").command())
                .doesNotContain(writes)
                .contains(
                        "-XX:SharedArchiveFile="
                                + root.resolve("tools/local-stack/target/poller-service.jsa"));
    }

    private Map<String, Part> parts(Instances instances) {
        var layout = new Layout(root, root.resolve("data"));
        return new StackPlan(layout, Ports.DEFAULT, instances, Map.of())
                .parts().stream().collect(toMap(Part::name, Function.identity()));
    }

    private static Part part(Map<String, Part> parts, String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }

    private static List<String> values(Map<String, Part> parts, String variable) {
        return parts.values().stream()
                .flatMap(part -> Stream.ofNullable(part.environment().get(variable)))
                .toList();
    }

    private String data(String folder) {
        return root.resolve("data").resolve(folder).normalize().toString();
    }
}
