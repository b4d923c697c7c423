package io.telltale.localstack.check.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.localstack.check.streams.ExpectedAnswers;
import io.telltale.recomputation.EventRow;
import io.telltale.recomputation.ExpectedWorld;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers are compared with what they may be made of. */
class AnswerJudgeTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String REF = "imei:990000560000001";
    private static final List<Arrival> ARRIVALS =
            IntStream.range(0, 3)
                    .mapToObj(number ->
                            new Arrival(
                                    "device.sms.v1-0",
                                    at(10 * number),
                                    at(10 * number + 2),
                                    sms("e" + number, REF, at(10 * number))))
                    .toList();

    private final AnswerJudge judge = new AnswerJudge(ARRIVALS);

    @Test
    void anAnswerWithEverythingSeenByItsAsOfIsRight() {
        assertThat(judge.judge(device(2, at(15), at(16)))).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void anAnswerThatLacksSomethingSeenByItsAsOfIsWrong() {
        assertThat(judge.judge(device(1, at(15), at(16)))).isInstanceOf(Verdict.Wrong.class);
    }

    @Test
    void anAnswerWithSomethingThatWasNotThereYetIsWrong() {
        assertThat(judge.judge(device(3, at(15), at(16)))).isInstanceOf(Verdict.Wrong.class);
    }

    @Test
    void whatIsOnItsWayMayBeInAnAnswerOrNot() {
        assertThat(judge.judge(device(1, at(5), at(11)))).isEqualTo(Verdict.RIGHT);
        assertThat(judge.judge(device(2, at(5), at(11)))).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void whatIsKnownMayNotBeAnsweredAsUnknown() {
        assertThat(judge.judge(answer(REF, 404, at(15), at(16), "{}")))
                .isInstanceOf(Verdict.Wrong.class);
    }

    @Test
    void whatIsOnItsWayMayBeAnsweredAsUnknown() {
        assertThat(judge.judge(answer(REF, 404, at(-1), at(1), "{}"))).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void anOldAnswerMayNotSayThatSomethingIsUnknown() {
        var unknown = "graph:of-no-device";

        assertThat(judge.judge(answer(unknown, 404, at(14), at(16), "{}")))
                .isEqualTo(Verdict.RIGHT);
        assertThat(judge.judge(answer(unknown, 404, at(2), at(16), "{}")))
                .isInstanceOf(Verdict.Wrong.class);
    }

    @Test
    void anAnswerWithoutAsOfIsWrong() {
        assertThat(judge.judge(answer(REF, 404, null, at(16), "{}")))
                .isInstanceOf(Verdict.Wrong.class);
    }

    @Test
    void aPageOfDevicesHasEveryDeviceInItsRange() {
        var one = json("{'items':[{'deviceKey':'" + REF + "','refs':['" + REF + "']}]}");

        assertThat(judge.judge(list("", one))).isEqualTo(Verdict.RIGHT);
        assertThat(judge.judge(list("", json("{'items':[],'nextCursor':null}"))))
                .isInstanceOf(Verdict.Wrong.class);
        assertThat(judge.judge(list(REF, json("{'items':[],'nextCursor':null}"))))
                .isEqualTo(Verdict.RIGHT);
    }

    @Test
    void aDeviceIsKnownFromItsFirstRecordOn() {
        var read = new Read(ReadKind.DEVICE, REF, "");

        assertThat(judge.isKnown(read, at(1))).isFalse();
        assertThat(judge.isKnown(read, at(3))).isTrue();
    }

    static Arrival.Event sms(String eventId, String ref, Instant at) {
        return new Arrival.Event(
                new EventRow.Sms(
                        eventId,
                        List.of(ref),
                        at,
                        at,
                        "thingspace",
                        "a",
                        "POLL",
                        "MOBILE_ORIGINATED",
                        null,
                        null,
                        "text " + eventId,
                        null,
                        null,
                        null));
    }

    /** As it is after the first records. */
    private static ReadAnswer device(int records, Instant asOf, Instant answeredAt) {
        var rows =
                ARRIVALS.subList(0, records).stream()
                        .map(arrival -> ((Arrival.Event) arrival.fact()).row())
                        .toList();
        var world = new ExpectedWorld(List.of(), rows, answeredAt);
        var body = new ExpectedAnswers(world).device(REF, REF).toString();
        return answer(REF, 200, asOf, answeredAt, body);
    }

    private static ReadAnswer answer(
            String ref, int status, @Nullable Instant asOf, Instant answeredAt, String body) {
        var read = new Read(ReadKind.DEVICE, ref, "/devices/" + ref);
        return new ReadAnswer(
                read, answeredAt.minusMillis(5), answeredAt, 0, status, asOf, "active", body);
    }

    private static ReadAnswer list(String after, String body) {
        var read = new Read(ReadKind.DEVICES, after, "/devices");
        return new ReadAnswer(read, at(16), at(16), 0, 200, at(15), "active", body);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static Instant at(int seconds) {
        return NOON.plusSeconds(seconds);
    }
}
