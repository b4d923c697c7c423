package io.telltale.simulator.scenario.odd;

import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a device in other spellings, beside unreadable ids.
 *
 * @param written at least one, in any spelling
 * @param refs those that can be read, each in one spelling, as {@code kind:value}
 */
public record OddIds(List<DeviceId> written, List<String> refs) {

    private static final List<String> SEPARATORS = List.of(" ", "-", ".");

    /** Ids that fit no kind, or whose kind is unknown. */
    private static final List<DeviceId> UNREADABLE =
            List.of(
                    new DeviceId("", "esn"),
                    new DeviceId("   ", "iccid"),
                    new DeviceId("6175550100", "min"),
                    new DeviceId("not provisioned", "mdn"),
                    new DeviceId("0x80A1B2C3", "esn"),
                    new DeviceId("35-90", ""));

    public OddIds {
        written = List.copyOf(written);
        refs = List.copyOf(refs);
    }

    /**
     * Spells the ids of a device oddly, and adds one or two others.
     *
     * @param ids of the kinds {@code imei}, {@code mdn} and {@code esn}, digits only
     * @param device number of the device, below 1,000,000
     */
    public static OddIds of(SplittableRandom random, List<DeviceId> ids, int device) {
        var written = new ArrayList<DeviceId>();
        var refs = new ArrayList<String>();
        for (var id : ids) {
            written.add(spelled(random, id));
            refs.add(ref(id));
        }
        switch (random.nextInt(6)) {
            case 0 -> {
                var iccid = "8944476500%06d576F".formatted(device);
                written.add(new DeviceId(iccid, "ICCID"));
                refs.add("iccid:" + iccid.substring(0, iccid.length() - 1));
            }
            case 1 -> {
                var iccid = "890141%06dab3eF".formatted(device);
                written.add(new DeviceId(iccid, "iccid"));
                refs.add("iccid:890141%06dAB3E".formatted(device));
            }
            case 2 -> {
                written.add(new DeviceId("+1555%07d".formatted(device), "msisdn"));
                refs.add("msisdn:1555%07d".formatted(device));
            }
            case 3 -> {
                var body = "35911%09d".formatted(device);
                var imei = body + checkDigit(body);
                written.add(new DeviceId(body + "07", "imei"));
                written.add(new DeviceId(separated(random, imei), "Imei"));
                refs.add("imei:" + imei);
            }
            case 4 -> {
                written.add(new DeviceId("a10000%08xf".formatted(device), "meid"));
                refs.add("meid:A10000%08X".formatted(device));
            }
            default -> written.add(random.nextInt(written.size() + 1), unreadable(random));
        }
        if (random.nextBoolean()) {
            written.add(random.nextInt(written.size() + 1), unreadable(random));
        }
        return new OddIds(written, refs);
    }

    /** Ids as they are, digits only. */
    public static OddIds plain(List<DeviceId> ids) {
        return new OddIds(ids, ids.stream().map(OddIds::ref).toList());
    }

    /**
     * How an answer may name a device whose id the caller has sent: in another spelling, by an id
     * that cannot be read, or not at all (null).
     *
     * @param device an id of digits only
     */
    public static @Nullable DeviceId named(SplittableRandom random, DeviceId device) {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> unreadable(random);
            default -> spelled(random, device);
        };
    }

    private static DeviceId unreadable(SplittableRandom random) {
        return SeededRandom.oneOf(random, UNREADABLE);
    }

    /** The same id in another spelling. */
    private static DeviceId spelled(SplittableRandom random, DeviceId id) {
        var kind = random.nextBoolean() ? id.kind() : id.kind().toUpperCase(Locale.ROOT);
        return new DeviceId(SeededRandom.oneOf(random, spellings(random, id)), kind);
    }

    private static List<String> spellings(SplittableRandom random, DeviceId id) {
        var digits = id.id();
        var separated = separated(random, digits);
        return switch (id.kind()) {
            case "esn" -> List.of(hexadecimal(digits), separated);
            case "iccid" -> List.of(digits + "F".repeat(20 - digits.length()), separated);
            case "mdn" ->
                    List.of(
                            "1" + digits,
                            "+1 " + digits,
                            "(%s) %s-%s"
                                    .formatted(
                                            digits.substring(0, 3),
                                            digits.substring(3, 6),
                                            digits.substring(6)),
                            separated);
            default -> List.of(separated);
        };
    }

    /** An id of digits only in the one spelling. */
    private static String ref(DeviceId id) {
        return id.kind().equals("mdn") ? "msisdn:1" + id.id() : id.kind() + ":" + id.id();
    }

    /** An ESN is a maker of 8 bits in three decimal digits, and a serial number of 24 in eight. */
    private static String hexadecimal(String esn) {
        return "%02X%06x"
                .formatted(
                        Integer.parseInt(esn.substring(0, 3)), Integer.parseInt(esn.substring(3)));
    }

    /** With one separator after every few digits, and blanks around at times. */
    private static String separated(SplittableRandom random, String digits) {
        var separator = SeededRandom.oneOf(random, SEPARATORS);
        var step = random.nextInt(3, 7);
        var blanks = random.nextInt(4) == 0 ? "  " : "";
        return blanks + digits.replaceAll("(?<=\\G.{%d})(?=.)".formatted(step), separator) + blanks;
    }

    /** Luhn's check digit of 14 digits. */
    private static int checkDigit(String digits) {
        var sum = 0;
        for (var place = 0; place < digits.length(); place++) {
            var counted = (digits.charAt(place) - '0') * (1 + place % 2);
            sum += counted / 10 + counted % 10;
        }
        return (10 - sum % 10) % 10;
    }
}
