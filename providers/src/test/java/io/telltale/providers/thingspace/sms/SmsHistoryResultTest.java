package io.telltale.providers.thingspace.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.thingspace.device.DeviceIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsHistoryResultTest {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aFullAnswerIsWholeButForItsLastSecond() {
        // 250 seconds of two rows each
        var history = history(IntStream.range(0, 500).map(row -> row / 2).toArray());

        assertThat(history.openSecond()).contains(FIRST.plusSeconds(249));
        assertThat(history.withoutOpenSecond().rows())
                .hasSize(498)
                .isEqualTo(history.rows().subList(0, 498));
    }

    @Test
    void anAnswerWithFewerRowsIsWhole() {
        var history = history(IntStream.range(0, 499).toArray());

        assertThat(history.openSecond()).isEmpty();
        assertThat(history.withoutOpenSecond()).isEqualTo(history);
    }

    @Test
    void aFullAnswerOfOneSecondIsKept_sinceNoneWillEverHaveMore() {
        var history = history(new int[500]);

        assertThat(history.openSecond()).isEmpty();
        assertThat(history.withoutOpenSecond().rows()).hasSize(500);
    }

    @Test
    void brokenRowsCount_andStay() {
        var rows = new ArrayList<>(history(IntStream.range(0, 499).toArray()).rows());
        rows.addFirst(new Row.Broken<>(new byte[0], RowFault.MISSING_FIELD, "timestamp", 0));
        var history = new SmsHistoryResult(DeviceIds.of("mdn:7022895555"), rows);

        assertThat(history.openSecond()).contains(FIRST.plusSeconds(498));
        assertThat(history.withoutOpenSecond().rows()).isEqualTo(rows.subList(0, 499));
    }

    @Test
    void theLastSecondIsTheLatest_inWhateverOrderTheyCome() {
        var history = history(IntStream.range(0, 500).map(row -> 499 - row).toArray());

        assertThat(history.openSecond()).contains(FIRST.plusSeconds(499));
        assertThat(history.withoutOpenSecond().rows()).isEqualTo(history.rows().subList(1, 500));
    }

    @ParameterizedTest
    @CsvSource({
        "MtSms,Scheduled,true",
        "mtsms, enroute ,true",
        "MtSms,Accepted,true",
        "MtSms,Unknown,true",
        "MtSms,Teleported,true",
        "MtSms,,true",
        "MtSms,Delivered,false",
        "MtSms,Expired,false",
        "MtSms,Deleted,false",
        "MtSms,Undeliverable,false",
        "MtSms,Rejected,false",
        "MtSms,Skipped,false",
        "MtSms,failed,false",
        "MoSms,Scheduled,false",
        ",Scheduled,false"
    })
    void anSmsToTheDeviceIsUnsettled_untilItsLastStatusIsKnown(
            @Nullable String type, @Nullable String word, boolean unsettled) {
        var history = history(row(7, type, word), row(9, "MtSms", "Scheduled"));

        assertThat(history.firstUnsettled()).contains(FIRST.plusSeconds(unsettled ? 7 : 9));
    }

    @Test
    void nothingIsUnsettled_whereAllIsKnownOrNoTimeIs() {
        var untimed =
                new HistoricSms(
                        Optional.empty(),
                        Optional.of("MtSms"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("hi"),
                        Optional.empty(),
                        Optional.of("Scheduled"));

        assertThat(history(row(1, "MtSms", "Delivered"), new Row.Good<>(untimed)).firstUnsettled())
                .isEmpty();
    }

    private static SmsHistoryResult history(int[] seconds) {
        return new SmsHistoryResult(
                DeviceIds.of("mdn:7022895555"),
                IntStream.of(seconds).mapToObj(second -> row(second, "MoSms", null)).toList());
    }

    private static SmsHistoryResult history(Row<HistoricSms> one, Row<HistoricSms> other) {
        return new SmsHistoryResult(DeviceIds.of("mdn:7022895555"), List.of(one, other));
    }

    private static Row<HistoricSms> row(int second, @Nullable String type, @Nullable String word) {
        return new Row.Good<>(
                new HistoricSms(
                        Optional.of(FIRST.plusSeconds(second)),
                        Optional.ofNullable(type),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("hi"),
                        Optional.empty(),
                        Optional.ofNullable(word)));
    }
}
