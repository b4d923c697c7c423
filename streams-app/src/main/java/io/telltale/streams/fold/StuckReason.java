package io.telltale.streams.fold;

/** Why nothing new is known of a device under way. */
public enum StuckReason {
    /** The provider tells of other devices of the campaign, and nothing of this one. */
    DEVICE_SILENT,
    /** The provider answers, and has told nothing new of any device of the campaign for as long. */
    PROVIDER_SILENT,
    /** We are blind: our own polls of the campaign fail now. */
    POLL_FAILING
}
