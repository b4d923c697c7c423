package io.telltale.streams.campaign;

/** Why nothing new is known of a device under way. */
public enum StuckReason {
    /** The provider reports other devices of the campaign, and nothing new of this one. */
    DEVICE_SILENT,
    /** Our polls succeed, and the provider reports nothing new of any device of the campaign. */
    PROVIDER_SILENT,
    /** Our own polls of the campaign fail. */
    POLL_FAILING
}
