package io.telltale.schemas.topic;

import io.telltale.schemas.ref.RefKind;

/** What the keys of the records are on the topics that are for everybody. */
public enum RecordKey {
    /** Of an event. */
    PRIMARY_REF(
            "Primary ref, kind:value: the first of the event's device refs in kind order.",
            RefForm.DEVICE,
            "imei:990000560000001"),
    /** Of records about one ref. */
    DEVICE_REF("Device ref, kind:value.", RefForm.DEVICE, "esn:09600000001"),
    /** Of records about a device. */
    DEVICE_KEY(
            "Device key, kind:value: the first of the device's refs in kind order.",
            RefForm.DEVICE,
            "imei:990000560000001"),
    /** Of records about a campaign. */
    CAMPAIGN_REF(
            "Campaign ref: account:campaignId, of push campaigns project:campaignId.",
            RefForm.CAMPAIGN,
            "demo:245624"),
    /** Of how a source stands. */
    SOURCE(
            "provider:account:kind, then :subject where an account has several.",
            "^[a-z]+:[^:]+:[A-Z_]+(:.+)?$",
            "thingspace:0000123456-00001:THINGSPACE_SMS_QUEUE"),
    /** Of a dead letter: whatever it was, which may be missing or no text. */
    ORIGINAL(
            "The original key, or what identifies where a row came from; may be missing.",
            "",
            "msisdn:0123456789");

    private final String description;
    private final String pattern;
    private final String example;

    RecordKey(String description, String pattern, String example) {
        this.description = description;
        this.pattern = pattern;
        this.example = example;
    }

    /** Its description, for documents. */
    public String description() {
        return description;
    }

    /** Regular expression that every key matches; empty where nothing is promised. */
    public String pattern() {
        return pattern;
    }

    /** One of them. */
    public String example() {
        return example;
    }

    /** A class of its own, so that it is there before the constants are. */
    private static final class RefForm {
        static final String DEVICE = "^(%s):.+$".formatted(RefKind.labels().replace(", ", "|"));
        static final String CAMPAIGN = "^[A-Za-z0-9._-]{1,64}:[A-Za-z0-9._~-]{1,128}$";
    }
}
