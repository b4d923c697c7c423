package io.telltale.localstack.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.broker.FreePorts;
import io.telltale.localstack.plan.Layout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is started. */
final class PreflightTest {

    @TempDir private Path folder;

    private Layout layout = new Layout(Path.of("."), Path.of("."));
    private Preflight preflight = new Preflight(layout, new PidFolder(layout.pids()));

    @BeforeEach
    void useFolder() {
        layout = new Layout(folder, folder.resolve("data"));
        preflight = new Preflight(layout, new PidFolder(layout.pids()));
    }

    @Test
    void namesPortAndPart_whenThePortIsBusy() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var part = StandIn.serving("registry", other.getLocalPort(), Set.of());

            assertThatThrownBy(() -> preflight.refuseIfPortBusy(List.of(part)))
                    .isInstanceOf(StackStartException.class)
                    .hasMessage(
                            "Port %d, which registry needs, is used by another program.",
                            other.getLocalPort());
        }
    }

    @Test
    void acceptsAFreePort() {
        var part = StandIn.serving("registry", FreePorts.next(), Set.of());

        assertThatCode(() -> preflight.refuseIfPortBusy(List.of(part))).doesNotThrowAnyException();
    }

    @Test
    void printsWhatIsFreeAndNeeded_whenTheDiskIsFull() {
        assertThatThrownBy(() -> preflight.refuseIfLessFreeThan(Long.MAX_VALUE))
                .isInstanceOf(StackStartException.class)
                .hasMessageContaining(layout.data().toString())
                .hasMessageContaining("are needed");
    }

    @Test
    void refusesAFolderThatCannotBeMade() throws IOException {
        Files.writeString(layout.data(), "a file where the folder should be");

        assertThatThrownBy(preflight::refuseIfDiskFull)
                .isInstanceOf(StackStartException.class)
                .hasMessageContaining("cannot be used");
    }

    @Test
    void forgetsThePartsOfAnEarlierRun() throws IOException {
        var pids = Files.createDirectories(layout.pids());
        Files.writeString(pids.resolve("streams-app-2.pid"), "1 2020-01-01T00:00:00Z");
        Files.writeString(pids.resolve("up.pid"), "1 2020-01-01T00:00:00Z");

        preflight.forgetEarlierRun();

        assertThat(pids).isDirectoryNotContaining("glob:**/streams-app-2.pid");
        assertThat(pids.resolve("up.pid")).exists();
    }

    @Test
    void clearsNothing_whenTheFolderHeldSomethingBeforeUs() throws Exception {
        Files.createDirectories(layout.data().resolve("kafka"));
        new OwnFolder(layout).markIfEmpty();

        assertThatThrownBy(preflight::clear)
                .isInstanceOf(StackStartException.class)
                .hasMessageContaining("was not made by Telltale");
        assertThat(layout.data().resolve("kafka")).exists();
    }

    @Test
    void clearsOnlyWhatItKnows() throws Exception {
        new OwnFolder(layout).markIfEmpty();
        Files.createDirectories(layout.data().resolve("kafka").resolve("topic-0"));
        Files.writeString(layout.data().resolve("kafka").resolve("topic-0/0.log"), "old");
        Files.createDirectories(layout.data().resolve("streams-3/streams"));
        Files.createDirectories(layout.data().resolve("holiday-pictures"));

        preflight.clear();

        assertThat(layout.data().resolve("kafka")).doesNotExist();
        assertThat(layout.data().resolve("streams-3")).doesNotExist();
        assertThat(layout.data().resolve("holiday-pictures")).exists();
    }
}
