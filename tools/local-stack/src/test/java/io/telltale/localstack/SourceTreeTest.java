package io.telltale.localstack;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds in the main code of all modules, whichever may use which. */
final class SourceTreeTest {

    private static final Path ROOT = Path.of("..", "..");

    private static final List<String> MODULES =
            List.of(
                    "schemas",
                    "providers",
                    "service",
                    "poller-service",
                    "callback-service",
                    "streams-app",
                    "tools/broker",
                    "tools/testing",
                    "tools/recomputation",
                    "tools/provider-simulator",
                    "tools/local-stack",
                    "tools/benchmarks");

    /** Names that say nothing about their type, or that Kafka and Microsoft use for another. */
    private static final Set<String> FORBIDDEN =
            Set.of(
                    "Told",
                    "Filed",
                    "Turn",
                    "Word",
                    "Words",
                    "Place",
                    "Places",
                    "Room",
                    "Result",
                    "Found",
                    "Fault",
                    "Piece",
                    "Heads",
                    "Rest",
                    "Claim",
                    "Moment",
                    "World",
                    "Not",
                    "Now",
                    "Before",
                    "Opened",
                    "Standing",
                    "Orders",
                    "Graph",
                    "Util",
                    "Utils",
                    "Helper",
                    "Manager",
                    "Impl",
                    "Common",
                    "Base");

    private static final Pattern EXCEPTION =
            Pattern.compile(
                    "^(?:public |final |sealed )*class (\\w+)\\s+extends \\w*(Exception|Error)\\b");

    private static final Pattern TOPIC_NAME =
            Pattern.compile("\"[a-z]+(?:[.-][a-z]+)+\\.v\\d+\"|\"-(?:changelog|repartition)\"");

    private static final String TOPICS = "schemas/src/main/java/io/telltale/schemas/topic";

    @Test
    void noTwoTypesOfAllModulesShareASimpleName() throws IOException {
        var byName =
                sources().stream()
                        .collect(
                                groupingBy(
                                        SourceTreeTest::typeOf, mapping(Path::toString, toList())));

        assertThat(byName).isNotEmpty();
        assertThat(byName.values()).allSatisfy(files -> assertThat(files).hasSize(1));
    }

    @Test
    void everyNameSaysItsJob() throws IOException {
        assertThat(sources())
                .extracting(SourceTreeTest::typeOf)
                .doesNotContainAnyElementsOf(FORBIDDEN);
    }

    @Test
    void exceptionsEndInException() throws IOException {
        var exceptions =
                sources().stream()
                        .flatMap(file -> text(file).lines())
                        .map(EXCEPTION::matcher)
                        .filter(found -> found.find())
                        .map(found -> found.group(1))
                        .toList();

        assertThat(exceptions).isNotEmpty().allMatch(name -> name.endsWith("Exception"));
    }

    @Test
    void topicNamesStandInOnePlace() throws IOException {
        var files =
                sources().stream()
                        .filter(file -> TOPIC_NAME.matcher(text(file)).find())
                        .map(Path::getParent)
                        .distinct();

        assertThat(files).containsExactly(ROOT.resolve(TOPICS));
    }

    private static List<Path> sources() throws IOException {
        return MODULES.stream()
                .flatMap(module -> sources(ROOT.resolve(module).resolve("src/main/java")))
                .toList();
    }

    private static Stream<Path> sources(Path folder) {
        try (var files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String typeOf(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
