package io.telltale.streams.identity;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.util.EnumSet;
import java.util.Set;

/** What kinds of refs say of a device. */
final class Kinds {

    /** They go from one device to another. */
    private static final Set<RefKind> CARRIERS =
            EnumSet.of(RefKind.ICCID, RefKind.IMSI, RefKind.MSISDN, RefKind.MDN);

    /** A device has one of each. */
    static final Set<RefKind> UNIQUE =
            EnumSet.of(RefKind.IMEI, RefKind.MEID, RefKind.ESN, RefKind.EID);

    /** All their digits can be equal. */
    private static final Set<RefKind> OF_DIGITS =
            EnumSet.of(
                    RefKind.IMEI,
                    RefKind.MEID,
                    RefKind.ESN,
                    RefKind.ICCID,
                    RefKind.EID,
                    RefKind.IMSI,
                    RefKind.MSISDN,
                    RefKind.MDN);

    private Kinds() {}

    /** Whether refs of its kind stay with a device for good. */
    static boolean isAnchor(DeviceRef ref) {
        return !CARRIERS.contains(ref.kind());
    }

    static boolean isAnchor(String ref) {
        return isAnchor(DeviceRef.parse(ref));
    }

    /** Whether it is a placeholder: one digit again and again. */
    static boolean isOneDigit(DeviceRef ref) {
        var value = ref.value();
        return OF_DIGITS.contains(ref.kind())
                && value.chars().allMatch(each -> each == value.charAt(0));
    }
}
