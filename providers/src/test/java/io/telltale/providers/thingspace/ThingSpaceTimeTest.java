package io.telltale.providers.thingspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThingSpaceTimeTest {

    @ParameterizedTest
    @CsvSource({
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
        "' 2021-06-03 00:03:56.07912 +0000 UTC ', 2021-06-03T00:03:56.079120Z"
    })
    void readsEveryFormThatOccurs(String text, Instant time) {
        assertThat(ThingSpaceTime.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2020-08-21",
                "2020-02-28T17:52:17",
                "2020-02-30T17:52:17Z",
                "1582912337",
                "+12020-02-28T17:52:17Z",
                "-0001-02-28T17:52:17Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(ThingSpaceTime.parse(text)).isEmpty();
    }
}
