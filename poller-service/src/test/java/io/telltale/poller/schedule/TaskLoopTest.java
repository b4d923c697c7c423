package io.telltale.poller.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.PollResult.Next;
import io.telltale.poller.poll.PollResult.UnreadPage;
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
        loop.turn(state -> answered(state, new Next.AtOnce()).permitting("T1"));
        loop.turn(state -> answered(state, new Next.Never()));

        loop.runUntil(State.DONE);

        assertThat(loop.story()).containsExactly("turn -", "commit", "turn T1", "commit");
    }

    @Test
    void thePermitCountsFromTheBeginningOfTheCommit_soThatAPauseWithinItEndsIt() {
        loop.turn(state -> answered(state, new Next.AtOnce()).permitting("T1"));
        loop.turn(state -> {
            loop.saw(state.permit().map(Permit::notAfterNanos).orElseThrow());
            return answered(state, new Next.Never());
        });

        loop.runUntil(State.DONE);

        assertThat((long) loop.seen().getFirst() - loop.firstCommitAt())
                .isLessThanOrEqualTo(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void dropsThePermit_afterATurnThatFailed() {
        loop.turn(state -> answered(state, new Next.AtOnce()).permitting("T1"));
        loop.turn(state -> failed("UNAVAILABLE"));
        loop.turn(state -> answered(state, new Next.Never()));

        loop.runUntil(State.DONE);

        assertThat(loop.turns()).containsExactly("turn -", "turn T1", "turn -");
    }

    @Test
    void endsAtOnce_whenACommitFails() {
        loop.turn(state -> answered(state, new Next.AtOnce()).permitting("T1"));
        loop.commitsFail();

        assertThatThrownBy(loop::run).isInstanceOf(CommitFailedException.class);
        assertThat(loop.story()).containsExactly("turn -", "commit");
    }

    @Test
    void aBugInOneTurnIsAFailureOfThatTurn() {
        loop.turn(state -> {
            throw new IllegalStateException("bug");
        });
        loop.turn(state -> new PollResult.Unchanged(new Next.Never()));

        loop.runUntil(State.DONE);

        assertThat(loop.turns()).containsExactly("turn -", "turn -");
    }

    @Test
    void ourClockNeverGoesBack_evenWhenTheLastOwnersWasAhead() {
        loop.wallClock(LoopUnderTest.NOW.minusSeconds(60));
        loop.turn(state -> {
            loop.saw(state.now());
            return new PollResult.Unchanged(new Next.Never());
        });

        loop.runUntil(State.DONE);

        assertThat(loop.seen()).containsExactly(LoopUnderTest.NOW);
    }

    @Test
    void aTaskThatIsDoneIsNotPolledAgain_untilSomebodyAsks() {
        loop.begin(progress -> progress.setDone(true));
        loop.turn(state -> {
            loop.saw(state.progress().getDone());
            return answered(state, new Next.Never());
        });

        loop.runUntilItRests();
        assertThat(loop.state()).isEqualTo(State.DONE);
        assertThat(loop.turns()).isEmpty();
        loop.changed(loop.pollNow(1));
        loop.awaitTurns(1);
        loop.awaitState(State.DONE);

        assertThat(loop.seen()).containsExactly(false);
    }

    @Test
    void aTurnThatWaitsIsNeitherASuccessNorAFailure_andSaysForWhat() {
        loop.wallClock(LoopUnderTest.NOW.plusSeconds(60));
        loop.turn(state -> new PollResult.Waiting("the callback address", Duration.ofHours(1)));
        loop.start();
        loop.awaitTurns(1);
        loop.awaitState(State.WAITING);

        assertThat(loop.status().waitingFor()).contains("the callback address");
        assertThat(loop.status().lastSuccessAt()).contains(LoopUnderTest.NOW);
        assertThat(loop.status().lastError()).isEmpty();
        assertThat(loop.story()).containsExactly("turn -");
    }

    @Test
    void whatWasWaitedForIsForgotten_onceItIsThere() {
        loop.turn(state -> new PollResult.Waiting("the callback address", Duration.ofMillis(1)));
        loop.turn(state -> answered(state, new Next.AfterInterval()));
        loop.start();

        loop.awaitTurns(2);
        loop.awaitState(State.WAITING);

        assertThat(loop.status().waitingFor()).isEmpty();
    }

    @Test
    void aPausedTaskTakesNoTurn_untilItIsResumed() {
        loop.turn(state -> answered(state, new Next.Never()));
        loop.changed(PollTask.newBuilder(loop.task()).setPaused(true).build());
        loop.runUntilItRests();
        assertThat(loop.state()).isEqualTo(State.PAUSED);
        assertThat(loop.turns()).isEmpty();

        loop.changed(PollTask.newBuilder(loop.task()).setPaused(false).build());

        loop.awaitState(State.DONE);
        assertThat(loop.turns()).hasSize(1);
    }

    @Test
    void aTurnAskedForIsTakenOnce_alsoByTheNextOwner() {
        loop.turn(state -> answered(state, new Next.AfterInterval()));
        loop.turn(state -> {
            loop.saw(state.asked().orElseThrow().getDevice());
            return new PollResult.Unchanged(new Next.AfterInterval());
        });
        loop.start();
        loop.awaitState(State.WAITING);
        loop.awaitTurns(1);

        loop.changed(loop.pollNow(1));
        loop.awaitTurns(2);
        loop.awaitState(State.WAITING);

        assertThat(loop.seen()).containsExactly("imei:990000560000001");
        assertThat(PendingCommands.of(loop.task(), loop.progress()).any()).isFalse();
    }

    @Test
    void theSamePageUnreadFiveTimesBlocksTheTask_withOneDeadLetter() {
        loop.turns(9, state -> unread("broken"));

        loop.runUntil(State.BLOCKED);

        assertThat(loop.turns()).hasSize(5);
        assertThat(loop.written(PollOutput.Unread.class)).hasSize(1);
        assertThat(loop.progress().getBlocked().getDigest()).isEqualTo(digest("broken"));
    }

    @Test
    void pagesThatDifferAndOtherFailuresNeverBlock() {
        loop.turns(4, state -> unread("broken"));
        loop.turn(state -> unread("otherwise"));
        loop.turns(5, state -> failed("THROTTLED"));
        loop.turn(state -> answered(state, new Next.Never()));

        loop.runUntil(State.DONE);

        assertThat(loop.written(PollOutput.Unread.class)).isEmpty();
    }

    @Test
    void staysBlocked_forTheNextOwnerToo() {
        loop.begin(progress -> progress.setBlocked(LoopUnderTest.block(digest("broken"))));

        loop.runUntilItRests();

        assertThat(loop.state()).isEqualTo(State.BLOCKED);
        assertThat(loop.turns()).isEmpty();
    }

    @Test
    void skipGoesOnUntilATurnIsCommitted_andIsObeyedOnce() {
        loop.begin(progress -> progress.setBlocked(LoopUnderTest.block(digest("broken"))));
        loop.turn(state -> failed("UNAVAILABLE"));
        loop.turn(state -> {
            loop.saw(state.skip().orElse("-"));
            return answered(state, new Next.AtOnce());
        });
        loop.turn(state -> {
            loop.saw(state.skip().orElse("-"));
            return answered(state, new Next.Never());
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
        loop.runUntilItRests();

        assertThat(loop.state()).isEqualTo(State.BLOCKED);
        assertThat(loop.turns()).isEmpty();
    }

    @Test
    void pollNowTriesABlockedPageOnceMore_withoutSkipping() {
        loop.begin(progress -> progress.setBlocked(LoopUnderTest.block(digest("broken"))));
        loop.turns(
                2,
                state -> {
                    loop.saw(state.skip().isPresent());
                    return unread("broken");
                });

        loop.changed(loop.pollNow(1));
        loop.start();
        loop.awaitTurns(1);
        loop.awaitState(State.BLOCKED);

        assertThat(loop.seen()).containsExactly(false);
        assertThat(loop.written(PollOutput.Unread.class)).isEmpty();
    }

    @Test
    void tellsTheHealthOnTheFirstFailure_andKeepsTheLastCompleteScan() {
        var scan =
                CompletedScan.newBuilder()
                        .setNumber(7)
                        .setCompletedAt(LoopUnderTest.NOW)
                        .setRows(3)
                        .build();
        loop.health(
                LoopUnderTest.health().setLastSuccessAt(LoopUnderTest.NOW).setScan(scan).build());
        loop.turns(3, state -> failed("UNAVAILABLE"));
        loop.turn(state -> answered(state, new Next.Never()));

        loop.runUntil(State.DONE);

        assertThat(loop.written(PollOutput.Health.class))
                .extracting(PollOutput.Health::health)
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.getScan()).isEqualTo(scan);
                    assertThat(told.getLastError().getType()).isEqualTo("UNAVAILABLE");
                });
    }

    @Test
    void tellsOfTheRecovery_evenWhenTheOwnerBeforeToldOfTheFailure() {
        loop.health(LoopUnderTest.failing("UNAVAILABLE"));
        loop.turn(state -> answered(state, new Next.Never()));

        loop.runUntil(State.DONE);

        assertThat(loop.written(PollOutput.Health.class))
                .extracting(PollOutput.Health::health)
                .extracting(SourceHealth::getLastError)
                .containsExactly((SourceError) null);
    }

    @Test
    void failuresOfAnotherKindAreTold_atMostOnceAMinute() {
        loop.turn(state -> failed("UNAVAILABLE"));
        loop.turn(state -> failed("THROTTLED"));
        loop.turn(state -> {
            loop.wallClock(LoopUnderTest.NOW.plusSeconds(61));
            return failed("THROTTLED");
        });
        loop.turn(state -> new PollResult.Unchanged(new Next.Never()));

        loop.runUntil(State.DONE);

        assertThat(loop.written(PollOutput.Health.class))
                .extracting(write -> write.health().getLastError().getType())
                .containsExactly("UNAVAILABLE", "THROTTLED");
    }

    private static PollResult.Answered answered(PollInput state, Next next) {
        return PollResult.Answered.with(TaskProgress.newBuilder(state.progress()).build(), next);
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
