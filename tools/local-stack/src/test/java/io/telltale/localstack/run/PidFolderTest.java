package io.telltale.localstack.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pid files remember, and what they do not fall for. */
@Tag("slow")
final class PidFolderTest {

    @TempDir private Path folder;

    @SuppressWarnings("NullAway.Init")
    private PidFolder pids;

    @SuppressWarnings("NullAway.Init")
    private Process process;

    @BeforeEach
    void startAProcess() throws IOException {
        pids = new PidFolder(folder);
        var command = new ArrayList<>(StandIn.command("kafka"));
        command.add("hang");
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @AfterEach
    void endIt() {
        process.destroyForcibly().onExit().join();
    }

    @Test
    void findsTheProcessItWrote() {
        pids.remember(RunningPart.of("kafka", process.toHandle()));

        assertThat(pids.find("kafka")).map(RunningPart::pid).contains(process.pid());
        assertThat(pids.find("registry")).isEmpty();
    }

    @Test
    void forgetsAProcessThatHasEnded() {
        pids.remember(RunningPart.of("kafka", process.toHandle()));
        process.destroyForcibly().onExit().join();

        assertThat(pids.find("kafka")).isEmpty();
    }

    @Test
    void takesNoOtherProgramForOurs_whenTheSystemGivesItsNumberAnew() {
        pids.remember(RunningPart.of("registry", process.toHandle()));

        assertThat(pids.find("registry")).isEmpty();
    }

    @Test
    void takesNoLaterProcessForOurs() {
        var part = RunningPart.of("kafka", process.toHandle());
        pids.remember(new RunningPart("kafka", part.pid(), part.started().minusSeconds(60)));

        assertThat(pids.find("kafka")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "12 yesterday", "x 2020-01-01T00:00:00Z", "1 2 3"})
    void ignoresAFileThatMakesNoSense(String content) throws IOException {
        Files.writeString(folder.resolve("kafka.pid"), content);

        assertThat(pids.find("kafka")).isEmpty();
    }
}
