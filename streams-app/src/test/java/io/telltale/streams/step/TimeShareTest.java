package io.telltale.streams.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.streams.step.ThreadTime.Reading;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeShareTest {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

    private long now;
    private long used;
    private long thread = 1;
    private boolean isBehind;
    private final TimeShare.Neighbours neighbours = new TimeShare.Neighbours();
    private final TimeShare share = share();

    private TimeShare share() {
        return new TimeShare(
                TICK,
                () -> isBehind,
                () -> new Reading(thread, ms(now), ms(used)),
                () -> neighbours);
    }

    @Test
    void aBusyThreadSendsForASmallShareOfTheTick() {
        work(100);

        assertThat(sentUntilItStops(SHORT_WAIT)).isBetween(5, 8);
    }

    @Test
    void aBusyThreadSendsForALargerShare_onceTheOldestEntryHasWaitedLong() {
        work(100);

        assertThat(sentUntilItStops(Duration.ofSeconds(5))).isBetween(30, 32);
    }

    @Test
    void aThreadThatWasIdleSendsForHalfOfWhatItHadToSpare() {
        idle(100);

        assertThat(sentUntilItStops(SHORT_WAIT)).isBetween(50, 52);
    }

    @Test
    void nothingIsSpare_whileABacklogIsWorkedOff() {
        isBehind = true;
        idle(100);

        assertThat(sentUntilItStops(SHORT_WAIT)).isBetween(5, 8);
    }

    @Test
    void entriesWaitLonger_whileABacklogIsWorkedOff() {
        isBehind = true;
        work(100);

        assertThat(sentUntilItStops(Duration.ofSeconds(29))).isBetween(5, 8);
        work(100);
        assertThat(sentUntilItStops(Duration.ofSeconds(30))).isBetween(30, 32);
    }

    @Test
    void whatItSendsItselfIsNotTheWorkOfOthers() {
        idle(100);
        sentUntilItStops(SHORT_WAIT);
        idle(60);
        work(40);

        assertThat(sentUntilItStops(SHORT_WAIT)).isBetween(30, 32);
    }

    @Test
    void onAnotherThreadNothingIsKnownToSpare() {
        thread = 2;
        idle(100);

        assertThat(sentUntilItStops(SHORT_WAIT)).isBetween(5, 8);
    }

    @Test
    void afterALongPauseNoMoreThanATickIsToSpare() {
        idle(10_000);

        assertThat(sentUntilItStops(SHORT_WAIT)).isBetween(50, 52);
    }

    @Test
    void outboxesOfOneThreadDivideTheTime() {
        var other = share();
        other.use(SHORT_WAIT, () -> false);
        work(1);
        sentUntilItStops(SHORT_WAIT);
        work(100);

        assertThat(sentUntilItStops(Duration.ofSeconds(5))).isEqualTo(16);
    }

    @Test
    void whatIsSpareIsForTheOutboxesThatHaveSomethingToSend_onceEntriesHaveWaitedLong() {
        var other = share();
        other.use(SHORT_WAIT, () -> false);
        sentUntilItStops(SHORT_WAIT);
        idle(100);
        other.use(SHORT_WAIT, () -> false);
        assertThat(sentUntilItStops(SHORT_WAIT)).isBetween(24, 28);

        idle(100);
        other.use(SHORT_WAIT, () -> false);
        assertThat(sentUntilItStops(Duration.ofSeconds(5))).isBetween(48, 52);
    }

    @Test
    void itEndsWhenNothingIsLeft() {
        share.use(SHORT_WAIT, () -> false);
    }

    /** Each entry takes a millisecond of the thread. */
    private int sentUntilItStops(Duration oldestWait) {
        var sent = new int[1];
        share.use(
                oldestWait,
                () -> {
                    work(1);
                    sent[0]++;
                    return true;
                });
        return sent[0];
    }

    private void work(long milliseconds) {
        now += milliseconds;
        used += milliseconds;
    }

    private void idle(long milliseconds) {
        now += milliseconds;
    }

    private static long ms(long milliseconds) {
        return Duration.ofMillis(milliseconds).toNanos();
    }
}
