package io.telltale.schemas.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceRefTest {

    private static final String URL_SAFE =
            "ABCXYZabcxyz0189._~!$&'()*+,;=:@-"; // what an opaque Graph id may be made of

    @ParameterizedTest
    @CsvSource({"imei, 16", "esn, 11", "iccid, 20", "eid, 32", "imsi, 15", "msisdn, 15", "mdn, 10"})
    void aDecimalKindTakesFromOneDigitToItsMost(String kind, int most) {
        assertThat(DeviceRef.parse(kind + ":0").value()).isEqualTo("0");
        assertThat(DeviceRef.parse(kind + ":" + "9".repeat(most)))
                .hasToString(kind + ":" + "9".repeat(most));

        assertRefused(kind + ":");
        assertRefused(kind + ":" + "9".repeat(most + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"imei", "iccid", "eid", "imsi", "msisdn", "mdn"})
    void aDecimalKindTakesDigitsOfAsciiOnly(String kind) {
        assertRefused(kind + ":12a4");
        assertRefused(kind + ":1234567 ");
        assertRefused(kind + ":1234567\n");
        assertRefused(kind + ":-1");
        assertRefused(kind + ":+1");
        assertRefused(kind + ":\u0661\u0662\u0663");
    }

    @Test
    void keepsLeadingZeros() {
        assertThat(DeviceRef.parse("msisdn:0123456789")).hasToString("msisdn:0123456789");
    }

    @Test
    void writesHexadecimalInUpperCase() {
        assertThat(DeviceRef.parse("meid:a100002f4f5a6b")).hasToString("meid:A100002F4F5A6B");
        assertThat(DeviceRef.parse("esn:9d00ab1f")).hasToString("esn:9D00AB1F");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meid:A100002F4F5A6",
                "meid:A100002F4F5A6B0",
                "meid:G100002F4F5A6B",
                "esn:9D00AB1",
                "esn:9D00AB1F0",
                "esn:9D00AB1G"
            })
    void refusesHexadecimalOfAnotherLengthOrLetter(String text) {
        assertRefused(text);
    }

    @Test
    void takesAGraphIdAsItIs() {
        var longest = "aB3-._~!$&'()*+,;=:@" + "x".repeat(236);

        assertThat(DeviceRef.parse("graph:" + longest).value()).isEqualTo(longest);
        assertThat(DeviceRef.parse("graph:a")).isNotEqualTo(DeviceRef.parse("graph:A"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"graph:", "graph:a/b", "graph:a b", "graph:a%20b", "graph:a?b", "graph:ä"})
    void refusesAGraphIdThatIsNotSafeInAUrlPath(String text) {
        assertRefused(text);
    }

    @Test
    void refusesAGraphIdLongerThan256() {
        assertRefused("graph:" + "x".repeat(257));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xtremepush", "xtremepush-profile"})
    void aPushKindTakesProjectAndNumber(String kind) {
        var longest = kind + ":" + "p".repeat(40) + ":" + "9".repeat(19);

        assertThat(DeviceRef.parse(kind + ":demo-1:17186391"))
                .hasToString(kind + ":demo-1:17186391");
        assertThat(DeviceRef.parse(longest)).hasToString(longest);
        assertRefused(kind + ":17186391");
        assertRefused(kind + ":Demo:17186391");
        assertRefused(kind + ":de_mo:17186391");
        assertRefused(kind + "::17186391");
        assertRefused(kind + ":demo:");
        assertRefused(kind + ":demo:1:2");
        assertRefused(kind + ":" + "p".repeat(41) + ":1");
        assertRefused(kind + ":demo:" + "9".repeat(20));
    }

    @Test
    void endsTheKindAtTheFirstColon() {
        assertThat(DeviceRef.parse("graph:imei:1"))
                .isEqualTo(new DeviceRef(RefKind.GRAPH, "imei:1"));
    }

    @Test
    void readsAKindInAnyCase_andWritesItInLowerCase() {
        assertThat(DeviceRef.parse("IMEI:1")).hasToString("imei:1");
    }

    @Test
    void saysWhichKindsThereAre_whenTheKindIsUnknown() {
        assertThatThrownBy(() -> DeviceRef.parse("imie:1"))
                .isInstanceOf(MalformedRef.class)
                .hasMessage(
                        "expected kind:value with kind one of imei, meid, esn, iccid, eid, imsi,"
                                + " msisdn, mdn, graph, xtremepush, xtremepush-profile, was 'imie:1'");
        assertRefused("");
        assertRefused(":");
        assertRefused("imei");
        assertRefused(" imei:1");
    }

    @Test
    void saysWhatTheKindTakes_whenTheValueDoesNotFit() {
        assertThatThrownBy(() -> DeviceRef.parse("mdn:12345678901"))
                .isInstanceOf(MalformedRef.class)
                .hasMessage("expected mdn to be 1 to 10 digits, was '12345678901'");
    }

    @Test
    void everyKindNamesItselfAndWhatItTakes() {
        for (var kind : RefKind.values()) {
            assertThatThrownBy(() -> new DeviceRef(kind, "/"))
                    .isInstanceOf(MalformedRef.class)
                    .hasMessageContainingAll(kind.word(), kind.expected(), "'/'");
        }
    }

    @Test
    void repeatsNoMoreThan300CharactersOfWhatCame() {
        assertThatThrownBy(() -> DeviceRef.parse("x".repeat(1_000_000)))
                .isInstanceOf(MalformedRef.class)
                .message()
                .hasSizeLessThan(600);
        assertThatThrownBy(() -> DeviceRef.parse("imei:" + "1".repeat(1_000_000)))
                .isInstanceOf(MalformedRef.class)
                .message()
                .hasSizeLessThan(600);
    }

    @Test
    void sortsByKindThenByValue_eachRefOnce() {
        var refs =
                Arrays.asList(
                        "xtremepush:demo:17186391",
                        "esn:09600000001",
                        "mdn:2",
                        "mdn:10",
                        "graph:a",
                        "imei:990000560000001",
                        "mdn:2");

        var sorted = DeviceRef.sorted(refs.stream().map(DeviceRef::parse).toList());

        assertThat(sorted)
                .map(DeviceRef::toString)
                .containsExactly(
                        "imei:990000560000001",
                        "esn:09600000001",
                        "mdn:10",
                        "mdn:2",
                        "graph:a",
                        "xtremepush:demo:17186391");
    }

    @Test
    void ordersKindsAsTheDesignDoes() {
        assertThat(RefKind.words())
                .isEqualTo(
                        "imei, meid, esn, iccid, eid, imsi, msisdn, mdn, graph, xtremepush,"
                                + " xtremepush-profile");
    }

    @RepeatedTest(50)
    void readsBackWhatItWrites_andSortsTheSameFromAnyOrder() {
        var seed = Long.getLong("seed", 1);
        var random = new Random(seed);
        var refs = new ArrayList<DeviceRef>();
        for (var kind : RefKind.values()) {
            refs.add(new DeviceRef(kind, anyValue(kind, random)));
            refs.add(new DeviceRef(kind, anyValue(kind, random)));
        }

        var shuffled = new ArrayList<>(refs);
        Collections.shuffle(shuffled, random);

        assertThat(refs)
                .as("seed %d", seed)
                .allSatisfy(ref -> assertThat(DeviceRef.parse(ref.toString())).isEqualTo(ref));
        assertThat(DeviceRef.sorted(shuffled))
                .as("seed %d", seed)
                .isEqualTo(DeviceRef.sorted(refs));
    }

    private static String anyValue(RefKind kind, Random random) {
        return switch (kind) {
            case IMEI -> anyOf("0123456789", 1, 16, random);
            case MEID -> anyOf("0123456789abcdefABCDEF", 14, 14, random);
            case ESN -> anyOf("0123456789", 1, 11, random);
            case ICCID -> anyOf("0123456789", 1, 20, random);
            case EID -> anyOf("0123456789", 1, 32, random);
            case IMSI, MSISDN -> anyOf("0123456789", 1, 15, random);
            case MDN -> anyOf("0123456789", 1, 10, random);
            case GRAPH -> anyOf(URL_SAFE, 1, 256, random);
            case XTREMEPUSH, XTREMEPUSH_PROFILE ->
                    anyOf("abcxyz019-", 1, 40, random) + ":" + anyOf("0123456789", 1, 19, random);
        };
    }

    private static String anyOf(String characters, int least, int most, Random random) {
        var text = new StringBuilder();
        for (var left = random.nextInt(least, most + 1); left > 0; left--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> DeviceRef.parse(text))
                .as(text)
                .isInstanceOf(MalformedRef.class)
                .hasMessageStartingWith("expected ");
    }
}
