package io.telltale.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.settings.VariableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/configuration.md against {@link VariableReader}, which each service's tests
 * compare with what the service reads.
 */
final class ConfigurationPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "configuration.md");
    private static final Pattern NAME = Pattern.compile("`(TELLTALE_[A-Z_]+)`");

    /** The simulator's own page lists its variables. */
    private static final Map<String, VariableReader> SECTIONS =
            Map.of(
                    "## Every service",
                    VariableReader.SERVICE,
                    "## Every service, Init and `./telltale consume`",
                    VariableReader.PIPELINE,
                    "## poller-service",
                    VariableReader.POLLER,
                    "## callback-service",
                    VariableReader.CALLBACK,
                    "## streams-app",
                    VariableReader.STREAMS,
                    "## `./telltale`",
                    VariableReader.COMMAND,
                    "## `docker-compose.yml`",
                    VariableReader.COMPOSE);

    @Test
    void listsExactlyTheVariablesThatEachServiceReads() throws IOException {
        var documented = documented();

        assertThat(documented.keySet()).containsExactlyInAnyOrderElementsOf(SECTIONS.values());
        documented.forEach((reader, names) ->
                assertThat(names)
                        .as(reader.toString())
                        .containsExactlyInAnyOrderElementsOf(reader.names()));
    }

    private static Map<VariableReader, Set<String>> documented() throws IOException {
        var documented = new EnumMap<VariableReader, Set<String>>(VariableReader.class);
        VariableReader reader = null;
        for (var line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                reader = SECTIONS.get(line);
            } else if (reader != null && line.startsWith("| `")) {
                var names = documented.computeIfAbsent(reader, _ -> new TreeSet<>());
                var cell = line.substring(0, line.indexOf('|', 1));
                NAME.matcher(cell)
                        .results()
                        .map(name -> pattern(name.group(1)))
                        .forEach(names::add);
            }
        }
        return documented;
    }

    /** With {@code *} for what stands for an account or a property. */
    private static String pattern(String name) {
        return name.replace("_ACCOUNT_", "_*_").replaceAll("_X_Y$", "_*");
    }
}
