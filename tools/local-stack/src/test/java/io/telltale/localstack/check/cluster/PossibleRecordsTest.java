package io.telltale.localstack.check.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.localstack.check.cluster.PossibleRecords.Cut;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which records an answer may be made of. */
class PossibleRecordsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void whatWasSeenByTheAsOfIsInIt() {
        var records = new PossibleRecords(List.of(record("a", 0, 1), record("a", 2, 3)));

        assertThat(records.between(at(1), at(1), 10)).containsExactly(new Cut(List.of(1)));
    }

    @Test
    void whatWasStampedLaterIsNot() {
        var records = new PossibleRecords(List.of(record("a", 0, 1), record("a", 9, 10)));

        assertThat(records.between(at(5), at(8), 10)).containsExactly(new Cut(List.of(1)));
    }

    @Test
    void inBetweenEachPartitionHasItsFirstOnes() {
        var records =
                new PossibleRecords(
                        List.of(record("a", 1, 9), record("a", 2, 9), record("b", 1, 9)));

        assertThat(records.between(at(0), at(5), 10))
                .containsExactlyInAnyOrder(
                        new Cut(List.of(0, 0)),
                        new Cut(List.of(1, 0)),
                        new Cut(List.of(2, 0)),
                        new Cut(List.of(0, 1)),
                        new Cut(List.of(1, 1)),
                        new Cut(List.of(2, 1)));
    }

    @Test
    void moreThanTheLimitAreNone() {
        var records = new PossibleRecords(List.of(record("a", 1, 9), record("b", 1, 9)));

        assertThat(records.between(at(0), at(5), 3)).isEmpty();
    }

    private static Arrival record(String place, int stamped, int seen) {
        return new Arrival(place, at(stamped), at(seen), AnswerJudgeTest.sms("e", "imei:1", NOON));
    }

    private static Instant at(int seconds) {
        return NOON.plusSeconds(seconds);
    }
}
