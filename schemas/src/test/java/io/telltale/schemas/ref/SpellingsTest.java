package io.telltale.schemas.ref;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/** One id has one ref: random ids of every kind, in random spellings. */
class SpellingsTest {

    private static final String DIGITS = "0123456789";
    private static final String HEXADECIMALS = "0123456789ABCDEF";
    private static final String URL_SAFE = "ABCXYZabcxyz0189._~!$&'()*+,;=:@-";
    private static final List<String> SEPARATORS =
            List.of(" ", "-", ".", "(", ")", ") ", "\u00a0", "\u2013", " - ");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @RepeatedTest(100)
    void everySpellingOfAnIdGivesOneRef() {
        for (var kind : RefKind.values()) {
            var spellings = spellings(kind);

            assertThat(spellings)
                    .as("seed %d", seed)
                    .map(DeviceRef::parse)
                    .containsOnly(DeviceRef.parse(spellings.getFirst()));
        }
    }

    @RepeatedTest(100)
    void normalisingTwiceIsTheSameAsOnce() {
        for (var kind : RefKind.values()) {
            assertThat(spellings(kind))
                    .as("seed %d", seed)
                    .allSatisfy(spelling -> {
                        var kept = DeviceRef.kept(spelling);
                        assertThat(DeviceRef.isKept(kept)).isTrue();
                        assertThat(DeviceRef.kept(kept)).isSameAs(kept);
                        assertThat(DeviceRef.parse(kept)).isEqualTo(DeviceRef.parse(spelling));
                        assertThat(DeviceRef.parse(kept)).hasToString(kept);
                    });
        }
    }

    @RepeatedTest(100)
    void aTextIsKeptExactlyIfItIsWhatItsRefPrints() {
        for (var kind : RefKind.values()) {
            var text = kind.label() + ":" + anyOf(HEXADECIMALS + "abcdef:-+ ", 1, 20);

            assertThat(DeviceRef.isKept(text))
                    .as("seed %d, %s", seed, text)
                    .isEqualTo(
                            DeviceRef.find(text)
                                    .filter(ref -> ref.toString().equals(text))
                                    .isPresent());
        }
    }

    @RepeatedTest(20)
    void sortsTheSameFromAnyOrder() {
        var refs = new ArrayList<DeviceRef>();
        for (var kind : RefKind.values()) {
            spellings(kind).forEach(spelling -> refs.add(DeviceRef.parse(spelling)));
        }
        var shuffled = new ArrayList<>(refs);
        Collections.shuffle(shuffled, random);

        assertThat(DeviceRef.sorted(shuffled))
                .as("seed %d", seed)
                .isEqualTo(DeviceRef.sorted(refs));
    }

    private List<String> spellings(RefKind kind) {
        return switch (kind) {
            case IMEI -> imei();
            case MEID -> meid();
            case ESN -> esn();
            case EID -> spelled("eid", anyOf(DIGITS, 32, 32));
            case IMSI -> spelled("imsi", anyOf(DIGITS, 15, 15));
            case ICCID -> iccid();
            case MSISDN -> msisdn();
            case GRAPH -> List.of("graph:" + anyOf(URL_SAFE, 1, 256));
            case XTREMEPUSH, XTREMEPUSH_PROFILE ->
                    List.of(
                            "%s:%s:%s"
                                    .formatted(
                                            kind.label(),
                                            anyOf("abcxyz019-", 1, 40),
                                            anyOf(DIGITS, 1, 19)));
        };
    }

    private List<String> imei() {
        var body = anyOf(DIGITS, 14, 14);
        return random.nextInt(4) == 0
                ? spelled("imei", anyOf(DIGITS, 1, 13))
                : all(
                        List.of(
                                spelled("imei", body),
                                spelled("imei", DeviceRef.of("imei", body).value()),
                                spelled("imei", body + anyOf(DIGITS, 2, 2))));
    }

    private List<String> meid() {
        var meid = anyOf(HEXADECIMALS, 14, 14);
        return all(
                List.of(
                        spelled("meid", meid),
                        spelled("meid", meid.toLowerCase(Locale.ROOT)),
                        spelled("meid", meid + anyOf(HEXADECIMALS, 1, 1)),
                        spelled(
                                "meid",
                                "%010d%08d"
                                        .formatted(
                                                new BigInteger(meid.substring(0, 8), 16),
                                                new BigInteger(meid.substring(8), 16)))));
    }

    private List<String> esn() {
        var esn = anyOf(HEXADECIMALS, 8, 8);
        return all(
                List.of(
                        spelled("esn", esn),
                        spelled("esn", esn.toLowerCase(Locale.ROOT)),
                        spelled(
                                "esn",
                                "%03d%08d"
                                        .formatted(
                                                new BigInteger(esn.substring(0, 2), 16),
                                                new BigInteger(esn.substring(2), 16)))));
    }

    private List<String> iccid() {
        var iccid = anyOf(HEXADECIMALS, 0, 18) + anyOf("0123456789ABCDE", 1, 1);
        return all(
                List.of(
                        spelled("iccid", iccid),
                        spelled("iccid", iccid.toLowerCase(Locale.ROOT)),
                        spelled("iccid", iccid + "F".repeat(20 - iccid.length())),
                        spelled("iccid", iccid + "f")));
    }

    private List<String> msisdn() {
        var number = anyOf(DIGITS, 10, 10);
        var other = anyOf(DIGITS, 1, 15);
        return random.nextBoolean()
                ? all(List.of(spelled("msisdn", other), List.of("msisdn:+" + other)))
                : all(
                        List.of(
                                spelled("msisdn", "1" + number),
                                List.of("msisdn:+1" + number, "mdn:+1" + number),
                                spelled("mdn", number),
                                spelled("mdn", "1" + number)));
    }

    private static List<String> all(List<List<String>> spellings) {
        return spellings.stream().flatMap(List::stream).toList();
    }

    /** As it is, with another case of the kind, and with separators. */
    private List<String> spelled(String kind, String value) {
        return List.of(
                kind + ":" + value,
                kind.toUpperCase(Locale.ROOT) + ":" + value,
                kind + ":" + separated(value),
                kind + ": " + separated(value) + " ");
    }

    private String separated(String value) {
        var text = new StringBuilder(value);
        for (var at = value.length() - 1; at > 0; at--) {
            if (random.nextInt(3) == 0) {
                text.insert(at, SEPARATORS.get(random.nextInt(SEPARATORS.size())));
            }
        }
        return text.toString();
    }

    private String anyOf(String characters, int least, int most) {
        var text = new StringBuilder();
        for (var left = random.nextInt(least, most + 1); left > 0; left--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }
}
