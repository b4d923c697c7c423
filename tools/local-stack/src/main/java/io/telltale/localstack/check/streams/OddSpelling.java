package io.telltale.localstack.check.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Other spellings of a device ref that all systems have to take for the same. Written from the
 * design's table, not with the code that brings spellings together.
 */
final class OddSpelling {

    private static final List<String> SEPARATORS = List.of(" ", "-", ".");
    private static final int IMEI = 15;
    private static final int PLAIN_IMEI = 14;
    private static final int LONGEST_ICCID = 20;
    private static final long MOST_MAKERS_OF_ESN = 255;
    private static final long MOST_SERIALS_OF_ESN = 0xFF_FFFF;

    private OddSpelling() {}

    /** One of its other spellings; the ref itself where it has one spelling only. */
    static String of(String ref, Random random) {
        var all = all(ref, random);
        return all.isEmpty() ? ref : all.get(random.nextInt(all.size()));
    }

    private static List<String> all(String ref, Random random) {
        var colon = ref.indexOf(':');
        var kind = ref.substring(0, colon);
        var value = ref.substring(colon + 1);
        return switch (kind) {
            case "imei" -> withKind(kind, imei(value, random));
            case "meid" -> withKind(kind, meid(value));
            case "esn" -> withKind(kind, esn(value, random));
            case "iccid" -> withKind(kind, iccid(value, random));
            case "eid", "imsi" -> withKind(kind, List.of(separated(value, random)));
            case "msisdn" -> msisdn(value, random);
            default -> List.of();
        };
    }

    private static List<String> withKind(String kind, List<String> values) {
        return values.stream().map(value -> kind + ":" + value).toList();
    }

    private static List<String> imei(String value, Random random) {
        var spellings = new ArrayList<>(List.of(separated(value, random)));
        if (value.length() == IMEI
                && value.equals(withCheckDigit(value.substring(0, PLAIN_IMEI)))) {
            spellings.add(value.substring(0, PLAIN_IMEI));
            spellings.add(separated(value.substring(0, PLAIN_IMEI), random));
            spellings.add(value.substring(0, PLAIN_IMEI) + "07");
        }
        return spellings;
    }

    /** 14 digits and their check digit (Luhn). */
    static String withCheckDigit(String digits) {
        var sum = 0;
        for (var place = 0; place < digits.length(); place++) {
            var digit = digits.charAt(place) - '0';
            var counted = place % 2 == 0 ? digit : 2 * digit;
            sum += counted / 10 + counted % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }

    private static List<String> meid(String value) {
        var maker = Long.parseLong(value.substring(0, 8), 16);
        var serial = Long.parseLong(value.substring(8), 16);
        return List.of(value.toLowerCase(Locale.ROOT), "%010d%08d".formatted(maker, serial));
    }

    private static List<String> esn(String value, Random random) {
        var spellings = new ArrayList<>(List.of(separated(value, random)));
        if (value.length() == 11 && value.chars().allMatch(Character::isDigit)) {
            var maker = Long.parseLong(value.substring(0, 3));
            var serial = Long.parseLong(value.substring(3));
            if (maker <= MOST_MAKERS_OF_ESN && serial <= MOST_SERIALS_OF_ESN) {
                spellings.add("%02X%06X".formatted(maker, serial));
            }
        }
        return spellings;
    }

    private static List<String> iccid(String value, Random random) {
        var spellings = new ArrayList<>(List.of(separated(value, random)));
        if (value.length() < LONGEST_ICCID) {
            spellings.add(value + "F".repeat(LONGEST_ICCID - value.length()));
            spellings.add(value + "f".repeat(LONGEST_ICCID - value.length()));
        }
        return spellings;
    }

    private static List<String> msisdn(String value, Random random) {
        var spellings = new ArrayList<>(List.of("msisdn:+" + value));
        spellings.add("msisdn:" + separated(value, random));
        if (value.length() == 11 && value.startsWith("1")) {
            var number = value.substring(1);
            spellings.add("mdn:" + number);
            spellings.add("mdn:" + value);
            spellings.add(
                    "mdn:%s-%s.%s"
                            .formatted(
                                    number.substring(0, 3),
                                    number.substring(3, 6),
                                    number.substring(6)));
        }
        return spellings;
    }

    /** With one separator after each few digits. */
    private static String separated(String value, Random random) {
        if (value.length() < 2) {
            return value;
        }
        var separator = SEPARATORS.get(random.nextInt(SEPARATORS.size()));
        var step = 1 + random.nextInt(Math.min(6, value.length() - 1));
        var spelled = new StringBuilder();
        for (var place = 0; place < value.length(); place += step) {
            if (place > 0) {
                spelled.append(separator);
            }
            spelled.append(value, place, Math.min(value.length(), place + step));
        }
        return spelled.toString();
    }
}
