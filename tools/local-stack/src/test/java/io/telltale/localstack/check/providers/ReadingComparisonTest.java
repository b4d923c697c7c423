package io.telltale.localstack.check.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.localstack.check.report.FamilyResult;
import io.telltale.localstack.check.stack.LedgerLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadingComparisonTest {

    @Test
    void holds_whenTheLastReadingIsWhatIsServedAtTheEnd() {
        var result = compare(List.of("A", "B", "A"), "A", "A", "B", "A");

        assertThat(result.holds()).isTrue();
        assertThat(result.found()).isEqualTo(3);
    }

    @Test
    void aStatusThatChangedBeforeWeAskedAgainMayBeMissing() {
        assertThat(compare(List.of("A", "B", "C"), "C", "A", "C").holds()).isTrue();
    }

    @Test
    void aLastReadingThatIsNotServedAnyMoreIsMissing() {
        assertThat(compare(List.of("A", "B"), "B", "A").missing()).isEqualTo(1);
    }

    @Test
    void aReadingAfterOneThatWasServedLaterIsInvented() {
        assertThat(compare(List.of("A", "B"), "B", "B", "A", "B").invented()).isPositive();
    }

    @Test
    void aReadingEqualToItsPredecessorIsTwice() {
        assertThat(compare(List.of("A"), "A", "A", "A").twice()).isEqualTo(1);
    }

    @Test
    void aDeviceThatLeftItsCampaignHasToEndAsRemoved_andNoOtherMay() {
        assertThat(compare(List.of("A"), null, "A", "REMOVED").holds()).isTrue();
        assertThat(compare(List.of("A"), null, "A").missing()).isEqualTo(1);
        assertThat(compare(List.of("A"), "A", "A", "REMOVED").invented()).isEqualTo(1);
    }

    @Test
    void aDeviceThatLeftBeforeAnybodyGotToReadItIsNotMissed_butOneThatStaysIs() {
        assertThat(compare(List.of("A"), null).holds()).isTrue();
        assertThat(compare(List.of("A"), "A").missing()).isEqualTo(1);
    }

    @Test
    void ofTwoStatusesUnderOneTimeTheLaterHasTheGreaterReading() {
        var ledger =
                Stream.of("A", "B")
                        .map(status ->
                                Events.line(
                                        "thingspace-campaign",
                                        """
                                        {"campaignId":"c1","deviceId":"990000560000001",
                                         "status":"%s","updatedTime":"1970-01-01T00:00:07Z"}\
                                        """
                                                .formatted(status)))
                        .toList();
        var first = Events.status("1", "A", "PENDING", 7_000L, 3);
        var comparison = comparison(ledger, List.of(ledger.getLast()));

        assertThat(
                        comparison
                                .compare(
                                        List.of(
                                                first,
                                                Events.status("2", "B", "PENDING", 7_000L, 4)))
                                .holds())
                .isTrue();
        assertThat(
                        comparison
                                .compare(
                                        List.of(
                                                first,
                                                Events.status("2", "B", "PENDING", 7_000L, 3)))
                                .invented())
                .isEqualTo(1);
    }

    @Test
    void theSameEventIdTwiceIsTwice() {
        var ledger = Stream.of("A").map(ReadingComparisonTest::line).toList();
        var events =
                List.of(Events.status("1", "A", "PENDING"), Events.status("1", "A", "PENDING"));

        assertThat(comparison(ledger, ledger).compare(events).twice()).isEqualTo(1);
    }

    private static FamilyResult compare(
            List<String> ledger, @Nullable String now, String... readings) {
        var events = new ArrayList<GenericRecord>();
        for (var reading : readings) {
            events.add(
                    Events.status(
                            Integer.toString(events.size()),
                            reading,
                            reading.equals("REMOVED") ? "REMOVED" : "PENDING"));
        }
        return comparison(
                        ledger.stream().map(ReadingComparisonTest::line).toList(),
                        now == null ? List.of() : List.of(line(now)))
                .compare(events);
    }

    private static ReadingComparison comparison(List<LedgerLine> ledger, List<LedgerLine> now) {
        return new ReadingComparison(
                "campaign-v2", StatusFact::campaignDevice, StatusFact::ofCampaign, ledger, now);
    }

    private static LedgerLine line(String status) {
        return Events.line(
                "thingspace-campaign",
                """
                {"campaignId":"c1","api":"v2","deviceId":"990000560000001","status":"%s"}\
                """
                        .formatted(status));
    }
}
