package io.telltale.localstack.check.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.localstack.check.report.FamilyResult;
import java.time.Instant;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class FactComparisonTest {

    private static final long TIME = Instant.parse("2016-01-01T20:29:49Z").toEpochMilli();
    private static final SmsFact HELLO = queued("hello");
    private static final SmsFact BYE = queued("bye");

    @Test
    void holds_whenEveryServedMessageIsThereOnce() {
        var result = compare(true, List.of(HELLO, BYE), event("1", "hello"), event("2", "bye"));

        assertThat(result.holds()).isTrue();
        assertThat(result.found()).isEqualTo(2);
    }

    @Test
    void twinsAreTwo() {
        var twins = List.of(HELLO, HELLO);

        assertThat(compare(true, twins, event("1", "hello"), event("2", "hello")).holds()).isTrue();
        assertThat(compare(true, twins, event("1", "hello")).missing()).isEqualTo(1);
    }

    @Test
    void twinsWithOneEventIdAreOneMessage_soOneIsMissing() {
        var twins = List.of(HELLO, HELLO);
        var result = compare(true, twins, event("1", "hello"), event("1", "hello"));

        assertThat(result.missing()).isEqualTo(1);
        assertThat(result.twice()).isEqualTo(1);
    }

    @Test
    void moreThanServedIsTwice_andNeverServedIsInvented() {
        var result =
                compare(
                        true,
                        List.of(HELLO),
                        event("1", "hello"),
                        event("2", "hello"),
                        event("3", "what"));

        assertThat(result.twice()).isEqualTo(1);
        assertThat(result.invented()).isEqualTo(1);
    }

    @Test
    void theSameEventIdAgainIsARepeat_exceptWhereARecordIsWrittenExactlyOnce() {
        var again = new GenericRecord[] {event("1", "hello"), event("1", "hello")};

        assertThat(compare(false, List.of(HELLO), again).holds()).isTrue();
        assertThat(compare(false, List.of(HELLO), again).repeats()).isEqualTo(1);
        assertThat(compare(true, List.of(HELLO), again).twice()).isEqualTo(1);
    }

    @Test
    void aMessageThatWasServedButNotAcknowledgedMayBeThere() {
        var result =
                new FactComparison<>("sms-live", false, SmsFact::of)
                        .compare(List.of(), List.of(HELLO), List.of(event("1", "hello")));

        assertThat(result.holds()).isTrue();
    }

    private static FamilyResult compare(
            boolean exactlyOnce, List<SmsFact> possible, GenericRecord... events) {
        return new FactComparison<>("sms", exactlyOnce, SmsFact::of)
                .compare(possible, possible, List.of(events));
    }

    private static GenericRecord event(String id, String text) {
        return Events.sms(id, "esn:09600000001", TIME, text);
    }

    private static SmsFact queued(String text) {
        return SmsFact.queued(
                Events.ACCOUNT,
                Events.json(
                        """
                        {"deviceIds":[{"id":"09600000001","kind":"ESN"}],"message":"%s",
                         "timestamp":"2016-01-01T12:29:49-08:00"}\
                        """
                                .formatted(text)));
    }
}
