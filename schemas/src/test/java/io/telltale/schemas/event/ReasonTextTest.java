package io.telltale.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DownloadInstallSucceeded | DownloadInstallSucceeded",
                "failed after 12 tries | failed after # tries",
                "at 2021-10-01T12:00:00.123Z it failed | at # it failed",
                "at 2021-10-01T12:00:00+02:00 it failed | at # it failed",
                "at 2021-10-01 12:00:00 it failed | at # it failed",
                "on 2021-10-01 it failed | on # it failed",
                "on 2021-10-01. Then again | on #. Then again",
                "on 1 Oct 2021 it failed | on # it failed",
                "at 12:00 it failed | at # it failed",
                "error 0x80070005 | error #x#",
            })
    void isWrittenWithoutDatesTimesAndNumbers(String reason, String normalized) {
        assertThat(ReasonText.normalized(reason)).isEqualTo(normalized);
    }

    @Test
    void ofNothingIsNothing() {
        assertThat(ReasonText.normalized(null)).isNull();
        assertThat(ReasonText.normalized("  ")).isEmpty();
    }

    @Test
    void holdsNoDigit_andNormalizedAgainIsTheSame() {
        var seed = Long.getLong("seed", 1);
        var random = new Random(seed);

        for (var left = 1_000; left > 0; left--) {
            var text =
                    random.ints(random.nextInt(40), ' ', '{')
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString();

            var once = ReasonText.normalized(text);

            assertThat(once).as("seed %d", seed).doesNotContainPattern("[0-9]");
            assertThat(ReasonText.normalized(once)).as("seed %d", seed).isEqualTo(once);
        }
    }
}
