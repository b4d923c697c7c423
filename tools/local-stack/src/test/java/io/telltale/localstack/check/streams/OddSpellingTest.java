package io.telltale.localstack.check.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OddSpellingTest {

    @Test
    void numbersHaveSeparatorsOrAPlus_northAmericanOnesAreMdnsToo() {
        assertThat(spellings("msisdn:17025550123"))
                .contains("msisdn:+17025550123", "mdn:7025550123", "mdn:702-555.0123");
        assertThat(spellings("msisdn:4917025550123")).noneMatch(ref -> ref.startsWith("mdn:"));
    }

    @Test
    void anImeiWithARightCheckDigitMayLackIt_orHaveAVersionInstead() {
        assertThat(spellings("imei:490154203237518"))
                .contains("imei:49015420323751", "imei:4901542032375107");
        assertThat(spellings("imei:490154203237519"))
                .allMatch(ref -> ref.replaceAll("[^0-9]", "").length() == 15);
    }

    @Test
    void meidAndEsnHaveDecimalAndHexadecimalForms() {
        assertThat(spellings("meid:A10000009296F2"))
                .containsExactlyInAnyOrder("meid:a10000009296f2", "meid:270113177609606898");
        assertThat(spellings("esn:00900070000")).contains("esn:09011170");
    }

    @Test
    void anIccidIsPadded_andWhatIsOpaqueHasOneSpelling() {
        assertThat(spellings("iccid:8914800000000000001")).contains("iccid:8914800000000000001F");
        assertThat(spellings("graph:g1")).containsExactly("graph:g1");
        assertThat(spellings("xtremepush:demo:1")).containsExactly("xtremepush:demo:1");
    }

    private static Set<String> spellings(String ref) {
        var spellings = new TreeSet<String>();
        var random = new Random(1);
        for (var number = 0; number < 100; number++) {
            spellings.add(OddSpelling.of(ref, random));
        }
        return spellings;
    }
}
