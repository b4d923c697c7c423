package io.telltale.localstack.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.broker.FreePorts;
import io.telltale.localstack.plan.Layout;
import io.telltale.localstack.plan.Part;
import io.telltale.localstack.run.StartResult.Failed;
import io.telltale.localstack.run.StartResult.Ready;
import io.telltale.testing.Await;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping, with real processes that play the parts. */
@Tag("slow")
final class LocalStackTest {

    @TempDir private Path folder;

    private final StringWriter output = new StringWriter();
    private final Progress progress = new Progress(new PrintWriter(output, true));

    @SuppressWarnings("NullAway.Init")
    private Layout layout;

    @BeforeEach
    void useFolder() {
        layout = new Layout(folder, folder.resolve("data"));
    }

    @AfterEach
    void stopEverything() {
        new Supervisor(layout).stop(progress);
    }

    @Test
    void startsAPartOnlyAfterThoseItNeeds() {
        var kafka = StandIn.serving("kafka", FreePorts.next(), Set.of());
        var init = StandIn.job("init", "end", Set.of("kafka"));
        var streams = StandIn.serving("streams-app", FreePorts.next(), Set.of("init"));

        assertThat(stackOf(streams, init, kafka).start()).isEqualTo(new Ready());

        assertThat(output.toString())
                .containsSubsequence(
                        "kafka             started, waiting until http://",
                        "kafka             ready; still to come: streams-app, init",
                        "init              started",
                        "init              done",
                        "streams-app       started",
                        "streams-app       ready");
    }

    @Test
    void printsTheOutputOfThePart_whenItDies() {
        var kafka = StandIn.serving("kafka", FreePorts.next(), Set.of());
        var init = StandIn.job("init", "fail", Set.of("kafka"));

        assertThat(stackOf(kafka, init).start())
                .isEqualTo(
                        new Failed(
                                "init",
                                "ended with exit code 2: TELLTALE_PORT: expected a number, was 'x'",
                                layout.log("init")));
    }

    @Test
    void givesUpOnAPartThatIsNotReadyInTime() {
        var job = StandIn.job("init", "hang", Set.of());
        var impatient =
                new Part(
                        job.name(),
                        job.command(),
                        job.environment(),
                        job.address(),
                        job.ports(),
                        job.after(),
                        job.readiness(),
                        Duration.ofMillis(300));

        var result = stackOf(impatient).start();

        assertThat(result).isInstanceOf(Failed.class);
        assertThat(((Failed) result).reason()).startsWith("was not ready after 0.3 s");
    }

    @Test
    void stopsInTheRecordsOrder_andLeavesNothing() {
        var stack =
                stackOf(
                        StandIn.serving("kafka", FreePorts.next(), Set.of()),
                        StandIn.serving("callback-service", FreePorts.next(), Set.of()),
                        StandIn.serving("streams-app", FreePorts.next(), Set.of()));
        stack.start();

        stack.stop();

        assertThat(output.toString())
                .containsSubsequence(
                        "callback-service  stopped", "streams-app       stopped", "kafka      ");
        var pids = new PidFolder(layout.pids());
        assertThat(pids.find("kafka")).isEmpty();
        assertThat(pids.find("callback-service")).isEmpty();
        assertThat(pids.find("streams-app")).isEmpty();
    }

    @Test
    void startsNothingMore_onceStopped() {
        var stack = stackOf(StandIn.serving("kafka", FreePorts.next(), Set.of()));
        stack.stop();

        assertThat(stack.start()).isEqualTo(new StartResult.Interrupted());
        assertThat(new PidFolder(layout.pids()).find("kafka")).isEmpty();
    }

    @Test
    void refusesToStartTwice() throws StackStartException {
        var kafka = StandIn.serving("kafka", FreePorts.next(), Set.of());
        stackOf(kafka).start();

        assertThatThrownBy(() -> stackOf(kafka).prepare(true))
                .isInstanceOf(StackStartException.class)
                .hasMessageContaining("already runs")
                .hasMessageContaining("./telltale down");
    }

    @Test
    void killsAPartThatDoesNotStop() throws InterruptedException {
        var hanging = StandIn.job("simulator", "hang", Set.of());
        var launched = new Launcher(layout, new PidFolder(layout.pids())).launch(hanging);
        awaitOutput("simulator", "hook in place");

        new Stopper(new PidFolder(layout.pids()), progress).stopAll(Duration.ofMillis(600));

        assertThat(launched.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(output.toString()).contains("simulator         killed");
    }

    @Test
    void survivesTheTerminalsInterrupt() throws Exception {
        var kafka = StandIn.serving("kafka", FreePorts.next(), Set.of());
        var stack = stackOf(kafka);
        stack.start();
        var pid = new PidFolder(layout.pids()).find("kafka").orElseThrow().pid();

        new ProcessBuilder("kill", "-INT", "" + pid).start().onExit().join();
        new ProcessBuilder("kill", "-HUP", "" + pid).start().onExit().join();

        try (var probe = new ReadinessProbe()) {
            assertThat(probe.isReady(kafka.readiness())).isTrue();
        }
        assertThat(new PidFolder(layout.pids()).find("kafka")).isPresent();
    }

    @Test
    void startsAServiceThatFailedForGoodAgain_fiveTimes_andSaysSo() {
        var kafka = StandIn.serving("kafka", FreePorts.next(), Set.of());
        var streams = StandIn.failing("streams-app", FreePorts.next());
        var restarts = new Restarts(Duration.ofMillis(10));
        var stack = new LocalStack(layout, List.of(kafka, streams), progress, restarts);
        assertThat(stack.start()).isEqualTo(new Ready());

        assertThat(stack.awaitEnd()).isEqualTo("streams-app");

        assertThat(output.toString())
                .containsSubsequence(
                        "streams-app       failed for good (exit code 70)", "(1 of 5)", "(5 of 5)")
                .doesNotContain("(6 of");
        assertThat(stack.process("kafka")).isPresent();
    }

    @Test
    void doesNotStartAPartAgain_thatEndedInAnotherWay() {
        var kafka = StandIn.serving("kafka", FreePorts.next(), Set.of());
        var stack = stackOf(kafka);
        stack.start();
        stack.kill("kafka");

        assertThat(stack.awaitEnd()).isEqualTo("kafka");

        assertThat(output.toString()).doesNotContain("started again");
    }

    @Test
    void theEndOfOneOfSeveralInstancesStopsNothing() {
        var stack =
                stackOf(
                        StandIn.serving("streams-app", FreePorts.next(), Set.of()),
                        StandIn.serving("streams-app-2", FreePorts.next(), Set.of()));
        stack.start();
        var end = CompletableFuture.supplyAsync(stack::awaitEnd);

        stack.kill("streams-app");
        Await.until(
                () -> output.toString().contains("ended with exit code 137"),
                () -> "no line about the end in " + output);

        assertThat(output.toString())
                .contains("streams-app       ended with exit code 137; the other instances go on");
        assertThat(end).isNotDone();
        assertThat(stack.process("streams-app-2")).isPresent();

        stack.kill("streams-app-2");

        assertThat(end).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("streams-app-2");
    }

    @Test
    void startsAnInstanceThatFailedForGoodAgain_whileTheOthersGoOn() {
        var failing = StandIn.failing("streams-app", FreePorts.next());
        var other = StandIn.serving("streams-app-2", FreePorts.next(), Set.of());
        var restarts = new Restarts(Duration.ofMillis(10));
        var stack = new LocalStack(layout, List.of(failing, other), progress, restarts);
        stack.start();
        var end = CompletableFuture.supplyAsync(stack::awaitEnd);

        Await.until(
                () -> output.toString().contains("the other instances go on"),
                () -> "no line about the end in " + output);

        assertThat(output.toString())
                .containsSubsequence(
                        "(1 of 5)",
                        "(5 of 5)",
                        "streams-app       ended with exit code 70; the other instances go on");
        assertThat(end).isNotDone();
        assertThat(stack.process("streams-app-2")).isPresent();
    }

    @Test
    void asksAllInstancesOfAServiceToStopAtTheSameTime() {
        var pids = new PidFolder(layout.pids());
        var launcher = new Launcher(layout, pids);
        var hanging = launcher.launch(StandIn.job("poller-service", "hang", Set.of()));
        awaitOutput("poller-service", "hook in place");
        var serving = StandIn.serving("poller-service-2", FreePorts.next(), Set.of());
        var second = launcher.launch(serving);
        awaitReady(serving);
        var ended = Collections.synchronizedList(new ArrayList<String>());
        var both =
                CompletableFuture.allOf(
                        hanging.onExit().thenRun(() -> ended.add("hanging")),
                        second.onExit().thenRun(() -> ended.add("second")));

        new Stopper(pids, progress).stopAll(Duration.ofSeconds(8));

        both.join();
        assertThat(ended).containsExactly("second", "hanging");
    }

    private static void awaitReady(Part part) {
        try (var probe = new ReadinessProbe()) {
            Await.until(() -> probe.isReady(part.readiness()), () -> part + " is not ready");
        }
    }

    private void awaitOutput(String part, String text) {
        Await.until(
                () -> LogTail.reason(layout.log(part)).contains(text),
                () -> "no output with " + text);
    }

    private LocalStack stackOf(Part... parts) {
        return new LocalStack(layout, List.of(parts), progress);
    }
}
