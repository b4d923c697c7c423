package io.telltale.recomputation;

import static io.telltale.recomputation.EventRowFixtures.day;
import static io.telltale.recomputation.EventRowFixtures.reading;
import static io.telltale.recomputation.EventRowFixtures.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedTaskTest {

    private static final String A = "imei:100000000000001";
    private static final String NUMBER = "msisdn:17020000001";

    @Test
    void aTaskHasTheStatusOfItsLatestReading_whateverCameLast() {
        var tasks =
                ExpectedTask.of(
                        List.of(
                                List.of(
                                        status("3", 7, A, "t", "FAILED", "why"),
                                        status("1", 5, A, "t", "PENDING", null),
                                        status("2", 6, A, "t", "PENDING", "other reason"),
                                        status("4", 4, A, "other", "SUCCEEDED", null))));

        assertThat(tasks).extracting(task -> task.last().eventId()).containsExactly("3", "4");
        assertThat(tasks.getFirst().transitions())
                .containsExactly(transition("PENDING", day(5)), transition("FAILED", day(7)));
    }

    @Test
    void ofReadingsOfOneTimeAndNumberTheOneSeenLaterIsTheLast() {
        var later = reading("a", day(5).plusSeconds(1), 3, A, "FAILED");
        var tasks =
                ExpectedTask.of(List.of(List.of(later, reading("b", day(5), 3, A, "SUCCEEDED"))));

        assertThat(tasks).extracting(task -> task.last().eventId()).containsExactly("a");
    }

    @Test
    void aRepeatedReadingWithoutATimeConfirmsTheStatus() {
        var once = reading("1", day(5), 1, A, "PENDING");
        var again = reading("2", day(6), 2, A, "PENDING");

        assertThat(ExpectedTask.of(List.of(List.of(once))).getFirst().confirmedAt()).isNull();
        assertThat(ExpectedTask.of(List.of(List.of(once, again))).getFirst().confirmedAt())
                .isEqualTo(day(6));
        assertThat(
                        ExpectedTask.of(
                                        List.of(
                                                List.of(
                                                        once,
                                                        status("3", 7, A, "t", "PENDING", null))))
                                .getFirst()
                                .confirmedAt())
                .isNull();
    }

    @Test
    void theLast20TransitionsAreShown() {
        var readings = new ArrayList<EventRow.Status>();
        for (var number = 0; number < 60; number++) {
            readings.add(
                    reading(
                            "e" + number,
                            day(1).plusSeconds(number),
                            number,
                            A,
                            number % 2 == 0 ? "PENDING" : "IN_PROGRESS"));
        }
        var task = ExpectedTask.of(List.of(readings)).getFirst();

        assertThat(task.transitions()).hasSize(20);
        assertThat(task.transitions().getLast())
                .isEqualTo(transition("IN_PROGRESS", day(1).plusSeconds(59)));
    }

    @Test
    void aTaskUnderSeveralRefsIsOne_madeOfTheEndsOfTheRunsOfEach() {
        var task =
                ExpectedTask.of(
                                List.of(
                                        List.of(
                                                reading("1", day(1), 1, A, "PENDING"),
                                                reading("2", day(5), 2, A, "PENDING"),
                                                reading("3", day(9), 3, A, "PENDING")),
                                        List.of(reading("4", day(3), 1, NUMBER, "FAILED"))))
                        .getFirst();

        assertThat(task.transitions())
                .containsExactly(
                        transition("PENDING", day(1)),
                        transition("FAILED", day(3)),
                        transition("PENDING", day(9)));
        assertThat(task.confirmedAt()).isNull();
    }

    private static ExpectedTask.Transition transition(String outcome, Instant at) {
        return new ExpectedTask.Transition(outcome, "status " + outcome, at);
    }
}
