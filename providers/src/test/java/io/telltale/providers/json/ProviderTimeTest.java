package io.telltale.providers.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTimeTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "2020-02-28T17:52:17+0000, 2020-02-28T17:52:17Z",
                "2016-01-01T12:29:49-08:00, 2016-01-01T20:29:49Z",
                "2016-01-01T12:29:49-0830, 2016-01-01T20:59:49Z",
                "2016-01-01T12:29:49-08, 2016-01-01T20:29:49Z",
                "2019-05-01T00:00:01Z, 2019-05-01T00:00:01Z",
                "2022-10-05T21:05:01.19Z, 2022-10-05T21:05:01.190Z",
                "2022-10-05T21:05:01.123456789Z, 2022-10-05T21:05:01.123456789Z",
                "2022-10-05t21:05:01z, 2022-10-05T21:05:01Z",
                "2021-06-03 00:03:56.079 +0000 UTC, 2021-06-03T00:03:56.079Z",
                "2021-06-03 00:03:56 -0700 PDT, 2021-06-03T07:03:56Z",
                "\" 2021-06-03 00:03:56.07912 +0000 UTC \", 2021-06-03T00:03:56.079120Z",
                "2021-06-03 00:03:56.079 +0000 UTC m=+0.000123, 2021-06-03T00:03:56.079Z",
                "2021-06-03 00:03:56.5 -0700 PDT m=+1234.5, 2021-06-03T07:03:56.5Z"
            })
    void readsWhatHasAZone(String text, Instant time) {
        assertThat(ProviderTime.parse(text)).contains(time);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "2020-02-28T17:52:17, 2020-02-28T17:52:17Z",
                "2020-02-28 17:52:17.25, 2020-02-28T17:52:17.25Z",
                "2020-02-28 17:52:17 UTC, 2020-02-28T17:52:17Z",
                "2/28/2020 5:52:17 PM, 2020-02-28T17:52:17Z",
                "\"02/28/2020, 12:05:06 am\", 2020-02-28T00:05:06Z",
                "2/28/2020 5:52 PM, 2020-02-28T17:52:00Z",
                "02/28/2020 17:52:17, 2020-02-28T17:52:17Z",
                "2/28/2020 5:52:17 PM -0500, 2020-02-28T22:52:17Z"
            })
    void takesATimeWithoutAZoneAsUtc_alsoMonthFirst(String text, Instant time) {
        assertThat(ProviderTime.parse(text)).contains(time);
    }

    @Test
    void readsTheNarrowBlankThatNewerPlatformsPutBeforePm() {
        assertThat(ProviderTime.parse("2/28/2020, 5:52:17\u202fPM"))
                .contains(Instant.parse("2020-02-28T17:52:17Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "1582912337, 2020-02-28T17:52:17Z",
        "1582912337.25, 2020-02-28T17:52:17.25Z",
        "1582912337123, 2020-02-28T17:52:17.123Z",
        "946684800, 2000-01-01T00:00:00Z",
        "946684800000, 2000-01-01T00:00:00Z"
    })
    void readsSecondsAndMillisecondsSince1970(String text, Instant time) {
        assertThat(ProviderTime.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2020-08-21",
                "2020-02-30T17:52:17Z",
                "13/28/2020 17:52:17",
                "2021-06-03 00:03:56 PDT",
                "20200228175217",
                "99999999999999999999999999",
                "+12020-02-28T17:52:17Z",
                "-0001-02-28T17:52:17Z"
            })
    void countsWhatIsNoTimeAsAbsent(String text) {
        assertThat(ProviderTime.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0001-01-01T00:00:00Z",
                "0001-01-01 00:00:00 +0000 UTC",
                "1970-01-01T00:00:00Z",
                "1994-12-31T23:59:59Z"
            })
    void countsTheZerosOfLanguagesAsAbsent(String text) {
        assertThat(ProviderTime.parse(text)).isEmpty();
    }
}
