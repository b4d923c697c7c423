package io.telltale.localstack;

import static io.telltale.localstack.run.Supervisor.State.NOT_READY;
import static io.telltale.localstack.run.Supervisor.State.READY;
import static io.telltale.localstack.run.Supervisor.State.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line: usage and exit codes. */
final class CommandApplicationTest {

    @TempDir private Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "xyz",
                "up --sideways",
                "up surplus",
                "status --data",
                "down --json",
                "up --devices=-1",
                "up --devices=many",
                "check",
                "check nonsense",
                "check providers --seconds=19",
                "check providers --instances=3",
                "check streams --instances=5"
            })
    void answersWrongUsageWithExitCode2(String line) {
        var arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);

        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString()).contains("Usage:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "streams-app",
                "streams-app=",
                "streams-app=0",
                "streams-app=10",
                "streams-app=two",
                "kafka=2",
                "streams-app=2,",
                "streams-app=2,streams-app=3",
                "streams-app=2;poller-service=2"
            })
    void namesWhatIsExpectedAndWhatCame_whenInstancesAreWrong(String value) {
        assertThat(run("up", "--instances", value, "--data", data.toString())).isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        "Expected --instances of PART=N[,PART=N] with PART streams-app, poller-service or callback-service, each once, and N from 1 to 9, was '"
                                + value
                                + "'.")
                .contains("Usage:");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void refusesToClearAFolderThatIsNotOurs() throws IOException {
        var notes = Files.createDirectories(data.resolve("logs")).resolve("notes.txt");
        Files.writeString(notes, "mine");

        assertThat(run("up", "--fresh", "--data", data.toString())).isEqualTo(2);

        assertThat(err.toString()).contains("was not made by Telltale");
        assertThat(notes).hasContent("mine");
        assertThat(data.resolve("pids")).doesNotExist();
    }

    @Test
    void stopsNothingGladly_whenNothingRuns() {
        assertThat(run("down", "--data", data.toString())).isZero();
    }

    @Test
    void reportsThatNothingRuns_withExitCode3() throws IOException {
        assertThat(run("status", "--json", "--data", data.toString())).isEqualTo(3);

        var parts = new JsonMapper().readTree(out.toString()).get("parts");
        assertThat(parts)
                .extracting(part -> part.get("name").asText())
                .containsExactly(
                        "kafka",
                        "registry",
                        "simulator",
                        "callback-service",
                        "poller-service",
                        "streams-app");
        assertThat(parts)
                .allSatisfy(part -> {
                    assertThat(part.get("state").asText()).isEqualTo("STOPPED");
                    assertThat(part.get("pid").isNull()).isTrue();
                });
    }

    @Test
    void reportsTheInstancesThatTheFolderRemembers() throws IOException {
        var pids = Files.createDirectories(data.resolve("pids"));
        Files.writeString(pids.resolve("streams-app-3.pid"), "1 2020-01-01T00:00:00Z");

        assertThat(run("status", "--json", "--data", data.toString())).isEqualTo(3);

        assertThat(new JsonMapper().readTree(out.toString()).get("parts"))
                .extracting(part -> part.get("name").asText() + " " + part.get("address").asText())
                .endsWith(
                        "poller-service http://127.0.0.1:8082",
                        "streams-app http://127.0.0.1:8080",
                        "streams-app-2 http://127.0.0.1:8180",
                        "streams-app-3 http://127.0.0.1:8280");
    }

    @Test
    void tellsReadyFromHalfReadyByExitCode() {
        assertThat(StatusCommand.exitCode(List.of(READY, READY))).isZero();
        assertThat(StatusCommand.exitCode(List.of(READY, NOT_READY))).isEqualTo(1);
        assertThat(StatusCommand.exitCode(List.of(READY, STOPPED))).isEqualTo(1);
        assertThat(StatusCommand.exitCode(List.of(STOPPED, STOPPED))).isEqualTo(3);
    }

    private int run(String... arguments) {
        return CommandApplication.run(
                new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
