package io.telltale.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * {@code docker-compose.yml}, and {@code docker/scale.yml} that is laid over it where a service has
 * several containers. They are read, not run: {@code ContainerWalkIT} needs an engine.
 */
final class ComposeFilesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path WHOLE = ROOT.resolve("docker-compose.yml");
    private static final Path SCALE = ROOT.resolve("docker").resolve("scale.yml");
    private static final String REPLACES = "!override";
    private static final int MOST = 9;

    private static final Pattern PUBLISHED =
            Pattern.compile("127\\.0\\.0\\.1:(\\d+)(?:-(\\d+))?:(\\d+)");

    /** Host ports and the one of the container. */
    private record PublishedPorts(int first, int last, int container) {

        static PublishedPorts of(Object text) {
            var found = PUBLISHED.matcher(text.toString());
            assertThat(found.matches()).as(text.toString()).isTrue();
            var first = Integer.parseInt(found.group(1));
            var last = found.group(2) == null ? first : Integer.parseInt(found.group(2));
            return new PublishedPorts(first, last, Integer.parseInt(found.group(3)));
        }

        boolean overlaps(PublishedPorts other) {
            return first <= other.last && other.first <= last;
        }
    }

    @Test
    void aSingleContainerIsAtTheAddressesOfThePages() throws IOException {
        assertThat(ports(WHOLE, "streams-app")).containsExactly(fixed(8080), fixed(18080));
        assertThat(ports(WHOLE, "poller-service")).containsExactly(fixed(8082), fixed(18082));
        assertThat(ports(WHOLE, "callback-service")).containsExactly(fixed(9001), fixed(19001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams-app", "poller-service", "callback-service"})
    void nineContainersOfAServiceFindAHostPortEach(String service) throws IOException {
        assertThat(ports(SCALE, service))
                .allSatisfy(ports -> assertThat(ports.last - ports.first + 1).isEqualTo(MOST))
                .extracting(PublishedPorts::container)
                .containsExactlyElementsOf(
                        ports(WHOLE, service).stream().map(PublishedPorts::container).toList());
    }

    @Test
    void noTwoServicesPublishTheSameHostPort() throws IOException {
        var all = Stream.concat(everyPort(WHOLE), everyPort(SCALE)).toList();

        assertThat(all).hasSizeGreaterThan(12);
        assertThat(all)
                .allSatisfy(ports -> assertThat(all.stream().filter(ports::overlaps)).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams-app", "poller-service", "callback-service"})
    void twoContainersOfAServiceNeverShareAFolder(String service) throws IOException {
        assertThat(part(SCALE, service)).containsEntry("volumes", List.of("/data"));
    }

    /** Compose adds a list without the mark to that of the file below. */
    @Test
    void portsAndVolumesOfSeveralContainersReplaceThoseOfASingleOne() throws IOException {
        var lists =
                Files.readString(SCALE)
                        .lines()
                        .filter(line -> line.matches(" +(ports|volumes):.*"))
                        .toList();

        assertThat(lists).hasSize(6).allMatch(line -> line.contains(": " + REPLACES + " ["));
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams-app", "poller-service", "callback-service"})
    void aContainerHasNoNameOrAddressThatASecondOneCouldNotHave(String service) throws IOException {
        assertThat(part(WHOLE, service))
                .doesNotContainKeys("container_name", "hostname")
                .containsEntry("networks", List.of("telltale"));
        for (var file : List.of(WHOLE, SCALE)) {
            assertThat(environment(file, service).containsKey("TELLTALE_ADVERTISED_ADDRESS"))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams-app", "poller-service", "callback-service"})
    void severalContainersNeedASecret_thatNoFileHas(String service) throws IOException {
        var secret = environment(SCALE, service).get("TELLTALE_PEER_SECRET");

        assertThat(String.valueOf(secret)).startsWith("${TELLTALE_PEER_SECRET:?");
    }

    private static PublishedPorts fixed(int port) {
        return new PublishedPorts(port, port, port);
    }

    private static List<PublishedPorts> ports(Path file, String service) throws IOException {
        return ports(part(file, service)).toList();
    }

    private static Stream<PublishedPorts> everyPort(Path file) throws IOException {
        return services(file).values().stream().flatMap(ComposeFilesTest::ports);
    }

    private static Stream<PublishedPorts> ports(Map<String, Object> part) {
        return ((List<?>) part.getOrDefault("ports", List.of())).stream().map(PublishedPorts::of);
    }

    private static Map<?, ?> environment(Path file, String service) throws IOException {
        return (Map<?, ?>) Objects.requireNonNull(part(file, service).get("environment"), service);
    }

    private static Map<String, Object> part(Path file, String service) throws IOException {
        return Objects.requireNonNull(services(file).get(service), service);
    }

    private static Map<String, Map<String, Object>> services(Path file) throws IOException {
        Map<String, Map<String, Map<String, Object>>> whole =
                new Yaml().load(Files.readString(file).replace(REPLACES + " ", ""));
        return Objects.requireNonNull(whole.get("services"));
    }
}
