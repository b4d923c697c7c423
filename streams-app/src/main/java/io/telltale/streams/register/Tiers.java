package io.telltale.streams.register;

import io.telltale.schemas.ref.RefKind;

/** The tiers of refs: device ids stay with a device for good, carriers move between devices. */
final class Tiers {

    /** Tier of the first carriers below the device ids. */
    static final int ICCID = 1;

    /** Number of tiers of carriers, from 1 on. */
    static final int CARRIERS = 3;

    private static final int DEVICE_ID = 0;
    private static final int IMSI = 2;

    private Tiers() {}

    /** The tier of a kind: 0 for device ids, then 1 to 3 for carriers. */
    static int of(RefKind kind) {
        if (!kind.isCarrier()) {
            return DEVICE_ID;
        }
        return switch (kind) {
            case ICCID -> ICCID;
            case IMSI -> IMSI;
            default -> CARRIERS;
        };
    }

    /** Whether a device has only one id of this kind. */
    static boolean isUnique(RefKind kind) {
        return switch (kind) {
            case IMEI, MEID, ESN, EID -> true;
            default -> false;
        };
    }
}
