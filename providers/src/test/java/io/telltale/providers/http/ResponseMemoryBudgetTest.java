package io.telltale.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.Answer;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
@Tag("slow")
class ResponseMemoryBudgetTest {

    private static final int LARGE = ResponseMemoryBudget.SMALL * 8;

    @RegisterExtension final ProviderServer server = new ProviderServer();
    private final SetClock clock = new SetClock();
    private final ResponseMemoryBudget memory = new ResponseMemoryBudget(1);
    private final CountDownLatch inUse = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    @Test
    void aLargeAnswerWaits_untilTheOneBeforeIsNoLongerInUse_andSmallOnesDoNot() {
        server.answers("GET /large", 200, "x".repeat(LARGE));
        server.answers("GET /small", 200, "x");
        var sender = server.sender(limits(Duration.ofSeconds(30)), clock);
        var first = started(sender, true);
        var second = started(sender, false);
        await(() -> memory.waiting() == 1);

        assertThat(sender.send(HttpCall.get("small"))).isInstanceOf(Answer.Got.class);
        assertThat(second).isNotDone();
        finished.countDown();

        assertThat(first.join()).isInstanceOf(Answer.Got.class);
        assertThat(second.join())
                .isInstanceOfSatisfying(
                        Answer.Got.class,
                        got -> assertThat(((HttpReply) got.value()).body()).hasSize(LARGE));
        await(() -> memory.free() == 1);
    }

    @Test
    void anAnswerThatIsGivenUpWhileItWaits_takesNoRoom() throws Exception {
        server.answers("GET /large", 200, "x".repeat(LARGE));
        var first = started(server.sender(limits(Duration.ofSeconds(30)), clock), true);
        inUse.await();

        assertThat(server.sender(limits(Duration.ofMillis(300)), clock).send(HttpCall.get("large")))
                .isInstanceOf(Answer.Unavailable.class);
        finished.countDown();

        assertThat(first.join()).isInstanceOf(Answer.Got.class);
        await(() -> memory.free() == 1);
    }

    @Test
    void aTurnHasRoomForAllItsAnswers_oneAfterTheOther() {
        server.answers("GET /large", 200, "x".repeat(LARGE));
        var sender = server.sender(limits(Duration.ofSeconds(30)), clock);

        ResponseMemoryBudget.whileInUse(() -> {
            assertThat(sender.send(HttpCall.get("large"))).isInstanceOf(Answer.Got.class);
            assertThat(sender.send(HttpCall.get("large"))).isInstanceOf(Answer.Got.class);
            assertThat(memory.free()).isZero();
        });
        assertThat(memory.free()).isOne();
    }

    /** 102 MiB is the heap of a container of 256 MiB. */
    @Test
    void threePagesOf8MiBAtATime_doNotEndASmallProcess() throws Exception {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx102m",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LargePages.class.getName())
                        .redirectErrorStream(true)
                        .start();
        var printed = text(process);

        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(Integer.parseInt(printed.strip().lines().toList().getLast()))
                .isGreaterThan(100_000);
    }

    private static String text(Process process) throws IOException {
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private CompletableFuture<Answer<HttpReply>> started(HttpSender sender, boolean keeps) {
        var answer = new CompletableFuture<Answer<HttpReply>>();
        Thread.ofVirtual()
                .start(() ->
                        ResponseMemoryBudget.whileInUse(() -> {
                            var got = sender.send(HttpCall.get("large"));
                            if (keeps) {
                                inUse.countDown();
                                awaitFinished();
                            }
                            answer.complete(got);
                        }));
        if (keeps) {
            await(() -> inUse.getCount() == 0);
        }
        return answer;
    }

    private void awaitFinished() {
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private SendLimits limits(Duration total) {
        return new SendLimits(Duration.ofSeconds(5), total, 8 << 20, memory);
    }
}
