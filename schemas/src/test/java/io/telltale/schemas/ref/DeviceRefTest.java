package io.telltale.schemas.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceRefTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imei:1",
                "imei:9900005600000",
                "imei:990000560000001",
                "meid:A1000001999990",
                "esn:09623489171",
                "eid:89049032000000000000000000030096",
                "graph:6841b3db-2b55-467b-ad84-79a41a4ef665",
                "xtremepush:demo-1:17186391",
                "xtremepush-profile:demo-1:17186391",
                "iccid:89148000000800139708",
                "iccid:8914800A",
                "imsi:311480852590999",
                "msisdn:0123456789"
            })
    void theKeptSpellingStaysAsItIs(String text) {
        assertThat(DeviceRef.isKept(text)).isTrue();
        assertThat(DeviceRef.kept(text)).isSameAs(text);
        assertThat(DeviceRef.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IMEI:990000560000001",
                "imei:990000560000001 ",
                "imei:99000056000000",
                "meid:a1000001999990",
                "esn:60E5F99D",
                "iccid:8914800000080013970F",
                "msisdn:+17022895555",
                "mdn:7022895555",
                "imei:",
                "imei",
                "",
                "nonsense:1"
            })
    void noOtherTextIsInTheKeptSpelling(String text) {
        assertThat(DeviceRef.isKept(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "49015420323751,        490154203237518", // the example of the GSMA's TS.06
        "49-015420-323751,      490154203237518",
        "4901542032375101,      490154203237518",
        "49015420323751-8,      490154203237518",
        "490154203237518,       490154203237518",
        "490154203237519,       490154203237519", // a wrong check digit is the provider's own
        "35.900100.000000,      359001000000005",
        "00000000000000,        000000000000000",
        "0000000000000000,      000000000000000",
        "1,                     1",
        "0012,                  0012",
        "4901542032375,         4901542032375"
    })
    void anImeiHasItsCheckDigitAndNoSoftwareVersion(String value, String kept) {
        assertKept("imei:" + value, "imei:" + kept);
    }

    @ParameterizedTest
    @CsvSource({
        "A100002F4F5A6B,        A100002F4F5A6B",
        "a100002f4f5a6b,        A100002F4F5A6B",
        "a10000-2f-4f5a6b,      A100002F4F5A6B",
        "A100002F4F5A6B7,       A100002F4F5A6B",
        "A1 00002F 4F5A6B C,    A100002F4F5A6B",
        "35900100000000,        35900100000000",
        "359001000000005,       35900100000000",
        "270113177609606898,    A10000009296F2", // 2701131776 and 09606898
        "2701131776 09606898,   A10000009296F2",
        "000000000000000000,    00000000000000",
        "429496729516777215,    FFFFFFFFFFFFFF"
    })
    void aMeidIs14HexadecimalDigitsInCapitals(String value, String kept) {
        assertKept("meid:" + value, "meid:" + kept);
    }

    @ParameterizedTest
    @CsvSource({
        "09623489171,   09623489171",
        "096 23489171,  09623489171",
        "60E5F99D,      09615071645",
        "60e5f99d,      09615071645",
        "60-E5F9-9D,    09615071645",
        "80000001,      12800000001",
        "FFFFFFFF,      25516777215",
        "00000000,      00000000000"
    })
    void anEsnIs11DecimalDigits(String value, String kept) {
        assertKept("esn:" + value, "esn:" + kept);
    }

    @ParameterizedTest
    @CsvSource({
        "89148000000800139708,      89148000000800139708",
        "8914 8000 0008 0013 9708,  89148000000800139708",
        "8914800000080013970F,      8914800000080013970",
        "8914800000080013970f,      8914800000080013970",
        "89148000000800139708FF,    89148000000800139708",
        "89148000FFFFFFFFFFFF,      89148000",
        "8986f00000000000abcd,      8986F00000000000ABCD",
        "0891,                      0891"
    })
    void anIccidIsInCapitalsWithoutPadding(String value, String kept) {
        assertKept("iccid:" + value, "iccid:" + kept);
    }

    @ParameterizedTest
    @CsvSource({
        "eid,  89049032000000000000000000030096,          89049032000000000000000000030096",
        "eid,  8904 9032 0000 0000 0000 0000 0003 0096,   89049032000000000000000000030096",
        "imsi, 311480852590999,                           311480852590999",
        "imsi, 311-480-852590999,                         311480852590999",
        "imsi, 001010123456789,                           001010123456789"
    })
    void anEidAndAnImsiStayAsTheyAreWithoutSeparators(String kind, String value, String kept) {
        assertKept(kind + ":" + value, kind + ":" + kept);
    }

    @ParameterizedTest
    @CsvSource({
        "msisdn:17022895555,            17022895555",
        "msisdn:+17022895555,           17022895555",
        "msisdn:+1 (702) 289-5555,      17022895555",
        "msisdn:1.702.289.5555,         17022895555",
        "msisdn:0123456789,             0123456789",
        "msisdn:9,                      9",
        "msisdn:999999999999999,        999999999999999",
        "mdn:7022895555,                17022895555",
        "mdn:17022895555,               17022895555",
        "mdn:+17022895555,              17022895555",
        "mdn:(702) 289-5555,            17022895555",
        "mdn:702.289.5555,              17022895555",
        "mdn:1-702-289-5555,            17022895555",
        "MDN:7022895555,                17022895555",
        "mdn:1022895555,                11022895555"
    })
    void aNumberIsAnMsisdnOfDigitsAlone(String text, String kept) {
        assertKept(text, "msisdn:" + kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(702) 289-5555",
                " 702 289 5555 ",
                "702\u00a0289\u00a05555", // no-break space
                "702\u202f289\u202f5555", // narrow no-break space
                "702\u2011289\u20115555", // no-break hyphen
                "702\u2013289\u20135555", // en dash
                "702--289  5555",
                "(7022895555)"
            })
    void whatPeopleWriteBetweenDigitsMakesNoDifference(String value) {
        assertKept("mdn:" + value, "msisdn:17022895555");
        assertKept("msisdn:" + value, "msisdn:7022895555");
        assertKept("imei:" + value, "imei:7022895555");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1-",
                ".1",
                ")1",
                "1(",
                "- 1",
                "()",
                "--",
                " ",
                "1\n",
                "1\t1",
                "1,1",
                "1/1",
                "1_1",
                "1+1",
                "++1",
                "1e",
                "0x1",
                "N/A",
                "null",
                "\u0661\u0662\u0663"
            })
    void aSignOrAnythingElseMakesItNoNumber(String value) {
        assertRefused("imei:" + value);
        assertRefused("msisdn:" + value);
        assertRefused("mdn:" + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imei:",
                "imei:12345678901234567",
                "imei:+490154203237518",
                "imei:4901542032375A",
                "meid:A100002F4F5A6",
                "meid:A100002F4F5A6B01",
                "meid:G100002F4F5A6B",
                "meid:429496729600000000",
                "meid:000000000016777216",
                "meid:27011317760960689A",
                "esn:1",
                "esn:9623489171",
                "esn:9D00AB1",
                "esn:9D00AB1F0",
                "esn:9D00AB1G",
                "esn:096234891711",
                "esn:0962348917A",
                "eid:8904903200000000000000000003009",
                "eid:890490320000000000000000000300961",
                "eid:8904903200000000000000000003009A",
                "iccid:",
                "iccid:F",
                "iccid:FFFF",
                "iccid:891480000008001397081",
                "iccid:8914800G",
                "imsi:31148085259099",
                "imsi:3114808525909991",
                "msisdn:",
                "msisdn:+",
                "msisdn:1234567890123456",
                "mdn:1",
                "mdn:702289555",
                "mdn:27022895555",
                "mdn:170228955551",
                "mdn:702289555A"
            })
    void anotherLengthOrLetterDoesNotFit(String text) {
        assertRefused(text);
    }

    @Test
    void aGraphIdStaysAsItIs() {
        var longest = "aB3-._~!$&'()*+,;=:@" + "x".repeat(236);

        assertKept("graph:" + longest, "graph:" + longest);
        assertThat(DeviceRef.parse("graph:a")).isNotEqualTo(DeviceRef.parse("graph:A"));
        assertThat(DeviceRef.parse("graph:imei:1"))
                .isEqualTo(new DeviceRef(RefKind.GRAPH, "imei:1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"graph:", "graph:a/b", "graph:a b", "graph:a%20b", "graph:a?b", "graph:ä"})
    void aGraphIdIsSafeInAUrlPath(String text) {
        assertRefused(text);
    }

    @Test
    void aGraphIdHasAtMost256Characters() {
        assertRefused("graph:" + "x".repeat(257));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xtremepush", "xtremepush-profile"})
    void aPushKindTakesProjectAndNumberAsTheyAre(String kind) {
        var longest = kind + ":" + "p".repeat(40) + ":" + "9".repeat(19);

        assertKept(kind + ":demo-1:0017186391", kind + ":demo-1:0017186391");
        assertKept(longest, longest);
        assertRefused(kind + ":17186391");
        assertRefused(kind + ":Demo:17186391");
        assertRefused(kind + ":de_mo:17186391");
        assertRefused(kind + "::17186391");
        assertRefused(kind + ":demo:");
        assertRefused(kind + ":demo:1 2");
        assertRefused(kind + ":demo:1:2");
        assertRefused(kind + ":" + "p".repeat(41) + ":1");
        assertRefused(kind + ":demo:" + "9".repeat(20));
    }

    @Test
    void aKindIsReadInAnyCase_andWrittenInLowerCase() {
        assertKept("IMEI:1", "imei:1");
        assertThat(DeviceRef.of("Imei", "1")).hasToString("imei:1");
        assertThat(DeviceRef.of("Mdn", "7022895555")).hasToString("msisdn:17022895555");
    }

    @Test
    void anUnknownKindIsRefusedWithTheKindsThatThereAre() {
        assertThatThrownBy(() -> DeviceRef.parse("imie:1"))
                .isInstanceOf(MalformedRefException.class)
                .hasMessage(
                        "expected kind:value with kind one of imei, meid, esn, eid, graph,"
                                + " xtremepush, xtremepush-profile, iccid, imsi, msisdn, mdn,"
                                + " was 'imie:1'");
        assertThatThrownBy(() -> DeviceRef.parse("nonsense")).hasMessageEndingWith("'nonsense'");
        assertRefused("");
        assertRefused(":");
        assertRefused("imei");
        assertRefused(" imei:1");
    }

    @Test
    void aValueThatDoesNotFitIsRefusedWithWhatTheKindTakes() {
        assertThatThrownBy(() -> DeviceRef.parse("mdn:123"))
                .isInstanceOf(MalformedRefException.class)
                .hasMessage("expected mdn to be 10 digits, or 11 that begin with 1, was '123'");
        for (var kind : RefKind.values()) {
            assertThatThrownBy(() -> new DeviceRef(kind, "/"))
                    .isInstanceOf(MalformedRefException.class)
                    .hasMessageContainingAll(kind.label(), kind.expected(), "'/'");
        }
    }

    @Test
    void findsARefOrNothing() {
        assertThat(DeviceRef.find("mdn:7022895555"))
                .hasValue(new DeviceRef(RefKind.MSISDN, "17022895555"));
        assertThat(DeviceRef.find("mdn:1")).isEmpty();
    }

    @Test
    void aMessageRepeatsNoMoreThan300CharactersOfWhatCame() {
        for (var text :
                List.of(
                        "x".repeat(1_000_000),
                        "imei:" + "1".repeat(1_000_000),
                        "mdn:" + " ".repeat(1_000_000))) {
            assertThatThrownBy(() -> DeviceRef.parse(text))
                    .isInstanceOf(MalformedRefException.class)
                    .message()
                    .hasSizeLessThan(600);
        }
    }

    @Test
    void refsSortByKindThenByValue_eachOnceHoweverItIsSpelled() {
        var refs =
                Arrays.asList(
                        "mdn:2000000000",
                        "msisdn:10",
                        "iccid:8",
                        "xtremepush:demo:17186391",
                        "esn:09615071645",
                        "graph:a",
                        "imei:49015420323751",
                        "esn:60e5f99d",
                        "msisdn:+12000000000",
                        "imei:490154203237518");

        var sorted = DeviceRef.sorted(refs.stream().map(DeviceRef::parse).toList());

        assertThat(sorted)
                .map(DeviceRef::toString)
                .containsExactly(
                        "imei:490154203237518",
                        "esn:09615071645",
                        "graph:a",
                        "xtremepush:demo:17186391",
                        "iccid:8",
                        "msisdn:10",
                        "msisdn:12000000000");
    }

    @Test
    void idsOfTheDeviceComeBeforeIdsThatMove() {
        assertThat(RefKind.labels())
                .isEqualTo(
                        "imei, meid, esn, eid, graph, xtremepush, xtremepush-profile, iccid, imsi,"
                                + " msisdn");
        assertThat(RefKind.values())
                .filteredOn(RefKind::isCarrier)
                .containsExactly(RefKind.ICCID, RefKind.IMSI, RefKind.MSISDN);
        assertThat(RefKind.of("mdn".toUpperCase(Locale.ROOT))).isEmpty();
    }

    private static void assertKept(String text, String kept) {
        assertThat(DeviceRef.parse(text)).as(text).hasToString(kept);
        assertThat(DeviceRef.kept(text)).as(text).isEqualTo(kept);
        assertThat(DeviceRef.isKept(kept)).as(kept).isTrue();
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> DeviceRef.parse(text))
                .as(text)
                .isInstanceOf(MalformedRefException.class)
                .hasMessageStartingWith("expected ");
        assertThat(DeviceRef.isKept(text)).as(text).isFalse();
    }
}
