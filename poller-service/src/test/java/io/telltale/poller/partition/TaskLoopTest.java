package io.telltale.poller.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.PollResult.Next;
import io.telltale.poller.poll.PollResult.UnreadPage;
import io.telltale.poller.schedule.CommitFailedException;
import io.telltale.poller.schedule.TaskStatus.State;
import io.telltale.providers.page.Permit;
import io.telltale.schemas.record.CompletedScan;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.SourceError;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.record.TaskProgress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskLoopTest {

    private final LoopUnderTest loop = new LoopUnderTest();

    @AfterEach
    void stop() {
        loop.stop();
    }

    @Test
    void handsThePermitOn_onlyAfterTheCommit() {
        loop.poll(input -> answered(input, new Next.AtOnce()).permitting("T1"));
        loop.poll(input -> answered(input, new Next.Never()));

        loop.runUntil(State.DONE);

        assertThat(loop.story()).containsExactly("poll -", "commit", "poll T1", "commit");
    }

    @Test
    void thePermitCountsFromTheBeginningOfTheCommit_soThatAPauseWithinItEndsIt() {
        loop.poll(input -> answered(input, new Next.AtOnce()).permitting("T1"));
        loop.poll(input -> {
            loop.saw(input.permit().map(Permit::notAfterNanos).orElseThrow());
            return answered(input, new Next.Never());
        });

        loop.runUntil(State.DONE);

        assertThat((long) loop.seen().getFirst() - loop.firstCommitAt())
                .isLessThanOrEqualTo(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void dropsThePermit_afterAPollThatFailed() {
        loop.poll(input -> answered(input, new Next.AtOnce()).permitting("T1"));
        loop.poll(input -> failed("UNAVAILABLE"));
        loop.poll(input -> answered(input, new Next.Never()));

        loop.runUntil(State.DONE);

        assertThat(loop.polls()).containsExactly("poll -", "poll T1", "poll -");
    }

    @Test
    void endsAtOnce_whenACommitFails() {
        loop.poll(input -> answered(input, new Next.AtOnce()).permitting("T1"));
        loop.commitsFail();

        assertThatThrownBy(loop::run).isInstanceOf(CommitFailedException.class);
        assertThat(loop.story()).containsExactly("poll -", "commit");
    }

    @Test
    void aBugInOnePollIsAFailureOfThatPoll() {
        loop.poll(input -> {
            throw new IllegalStateException("bug");
        });
        loop.poll(input -> new PollResult.Unchanged(new Next.Never()));

        loop.runUntil(State.DONE);

        assertThat(loop.polls()).containsExactly("poll -", "poll -");
    }

    @Test
    void ourClockNeverGoesBack_evenWhenTheLastOwnersWasAhead() {
        loop.wallClock(LoopUnderTest.NOW.minusSeconds(60));
        loop.poll(input -> {
            loop.saw(input.now());
            return new PollResult.Unchanged(new Next.Never());
        });

        loop.runUntil(State.DONE);

        assertThat(loop.seen()).containsExactly(LoopUnderTest.NOW);
    }

    @Test
    void aTaskThatIsDoneIsNotPolledAgain_untilPollNow() {
        loop.begin(progress -> progress.setDone(true));
        loop.poll(input -> {
            loop.saw(input.progress().getDone());
            return answered(input, new Next.Never());
        });

        loop.runUntilItWaits();
        assertThat(loop.state()).isEqualTo(State.DONE);
        assertThat(loop.polls()).isEmpty();
        loop.changed(loop.pollNow(1));
        loop.awaitPolls(1);
        loop.awaitState(State.DONE);

        assertThat(loop.seen()).containsExactly(false);
    }

    @Test
    void aPollThatWaitsIsNeitherASuccessNorAFailure_andNamesWhatItWaitsFor() {
        loop.wallClock(LoopUnderTest.NOW.plusSeconds(60));
        loop.poll(input -> new PollResult.Waiting("the callback address", Duration.ofHours(1)));
        loop.start();
        loop.awaitPolls(1);
        loop.awaitState(State.WAITING);

        assertThat(loop.status().waitingFor()).contains("the callback address");
        assertThat(loop.status().lastSuccessAt()).contains(LoopUnderTest.NOW);
        assertThat(loop.status().lastError()).isEmpty();
        assertThat(loop.story()).containsExactly("poll -");
    }

    @Test
    void whatWasWaitedForIsForgotten_onceItIsThere() {
        loop.poll(input -> new PollResult.Waiting("the callback address", Duration.ofMillis(1)));
        loop.poll(input -> answered(input, new Next.AfterInterval()));
        loop.start();

        loop.awaitPolls(2);
        loop.awaitState(State.WAITING);

        assertThat(loop.status().waitingFor()).isEmpty();
    }

    @Test
    void aPausedTaskIsNotPolled_untilItIsResumed() {
        loop.poll(input -> answered(input, new Next.Never()));
        loop.changed(PollTask.newBuilder(loop.task()).setPaused(true).build());
        loop.runUntilItWaits();
        assertThat(loop.state()).isEqualTo(State.PAUSED);
        assertThat(loop.polls()).isEmpty();

        loop.changed(PollTask.newBuilder(loop.task()).setPaused(false).build());

        loop.awaitState(State.DONE);
        assertThat(loop.polls()).hasSize(1);
    }

    @Test
    void pollNowIsObeyedOnce_alsoByTheNextOwner() {
        loop.poll(input -> answered(input, new Next.AfterInterval()));
        loop.poll(input -> {
            loop.saw(input.pollNow().orElseThrow().getDevice());
            return new PollResult.Unchanged(new Next.AfterInterval());
        });
        loop.start();
        loop.awaitState(State.WAITING);
        loop.awaitPolls(1);

        loop.changed(loop.pollNow(1));
        loop.awaitPolls(2);
        loop.awaitState(State.WAITING);

        assertThat(loop.seen()).containsExactly("imei:990000560000001");
        assertThat(loop.progress().getObeyedAt()).isEqualTo(LoopUnderTest.NOW.plusSeconds(1));
    }

    @Test
    void theSamePageUnreadFiveTimesBlocksTheTask_withOneDeadLetter() {
        loop.polls(9, input -> unread("broken"));

        loop.runUntil(State.BLOCKED);

        assertThat(loop.polls()).hasSize(5);
        assertThat(loop.written(PollOutput.UnreadableData.class)).hasSize(1);
        assertThat(loop.progress().getBlocked().getDigest()).isEqualTo(digest("broken"));
    }

    @Test
    void pagesThatDifferAndOtherFailuresNeverBlock() {
        loop.polls(4, input -> unread("broken"));
        loop.poll(input -> unread("otherwise"));
        loop.polls(5, input -> failed("THROTTLED"));
        loop.poll(input -> answered(input, new Next.Never()));

        loop.runUntil(State.DONE);

        assertThat(loop.written(PollOutput.UnreadableData.class)).isEmpty();
    }

    @Test
    void staysBlocked_forTheNextOwnerToo() {
        loop.begin(progress -> progress.setBlocked(LoopUnderTest.block(digest("broken"))));

        loop.runUntilItWaits();

        assertThat(loop.state()).isEqualTo(State.BLOCKED);
        assertThat(loop.polls()).isEmpty();
    }

    @Test
    void skipStaysUntilAPollIsCommitted_andIsObeyedOnce() {
        loop.begin(progress -> progress.setBlocked(LoopUnderTest.block(digest("broken"))));
        loop.poll(input -> failed("UNAVAILABLE"));
        loop.poll(input -> {
            loop.saw(input.skip().orElse("-"));
            return answered(input, new Next.AtOnce());
        });
        loop.poll(input -> {
            loop.saw(input.skip().orElse("-"));
            return answered(input, new Next.Never());
        });

        loop.changed(loop.skip(digest("broken")));
        loop.runUntil(State.DONE);

        assertThat(loop.seen()).containsExactly(digest("broken"), "-");
        assertThat(loop.progress().getBlocked()).isNull();
    }

    @Test
    void skipOfAnotherPageIsNotObeyed() {
        loop.begin(progress -> progress.setBlocked(LoopUnderTest.block(digest("broken"))));

        loop.changed(loop.skip(digest("otherwise")));
        loop.runUntilItWaits();

        assertThat(loop.state()).isEqualTo(State.BLOCKED);
        assertThat(loop.polls()).isEmpty();
    }

    @Test
    void pollNowTriesABlockedPageOnceMore_withoutSkipping() {
        loop.begin(progress -> progress.setBlocked(LoopUnderTest.block(digest("broken"))));
        loop.polls(
                2,
                input -> {
                    loop.saw(input.skip().isPresent());
                    return unread("broken");
                });

        loop.changed(loop.pollNow(1));
        loop.start();
        loop.awaitPolls(1);
        loop.awaitState(State.BLOCKED);

        assertThat(loop.seen()).containsExactly(false);
        assertThat(loop.written(PollOutput.UnreadableData.class)).isEmpty();
    }

    @Test
    void publishesTheHealthOnTheFirstFailure_andKeepsTheLastCompleteScan() {
        var scan =
                CompletedScan.newBuilder()
                        .setNumber(7)
                        .setCompletedAt(LoopUnderTest.NOW)
                        .setRows(3)
                        .build();
        loop.health(
                LoopUnderTest.health().setLastSuccessAt(LoopUnderTest.NOW).setScan(scan).build());
        loop.polls(3, input -> failed("UNAVAILABLE"));
        loop.poll(input -> answered(input, new Next.Never()));

        loop.runUntil(State.DONE);

        assertThat(loop.written(PollOutput.Health.class))
                .extracting(PollOutput.Health::health)
                .singleElement()
                .satisfies(health -> {
                    assertThat(health.getScan()).isEqualTo(scan);
                    assertThat(health.getLastError().getType()).isEqualTo("UNAVAILABLE");
                });
    }

    @Test
    void publishesTheRecovery_evenWhenTheOwnerBeforePublishedTheFailure() {
        loop.health(LoopUnderTest.failing("UNAVAILABLE"));
        loop.poll(input -> answered(input, new Next.Never()));

        loop.runUntil(State.DONE);

        assertThat(loop.written(PollOutput.Health.class))
                .extracting(PollOutput.Health::health)
                .extracting(SourceHealth::getLastError)
                .containsExactly((SourceError) null);
    }

    @Test
    void failuresOfAnotherKindArePublished_atMostOnceAMinute() {
        loop.poll(input -> failed("UNAVAILABLE"));
        loop.poll(input -> failed("THROTTLED"));
        loop.poll(input -> {
            loop.wallClock(LoopUnderTest.NOW.plusSeconds(61));
            return failed("THROTTLED");
        });
        loop.poll(input -> new PollResult.Unchanged(new Next.Never()));

        loop.runUntil(State.DONE);

        assertThat(loop.written(PollOutput.Health.class))
                .extracting(output -> output.health().getLastError().getType())
                .containsExactly("UNAVAILABLE", "THROTTLED");
    }

    private static PollResult.Answered answered(PollInput input, Next next) {
        return PollResult.Answered.with(TaskProgress.newBuilder(input.progress()).build(), next);
    }

    private static PollResult failed(String type) {
        return new PollResult.Failed(type, "gone", Optional.empty());
    }

    private static PollResult unread(String body) {
        return new PollResult.Failed(
                "UNREADABLE", "expected JSON", Optional.empty(), Optional.of(page(body)));
    }

    private static UnreadPage page(String body) {
        return new UnreadPage("block", body.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(String body) {
        return page(body).digest();
    }
}
