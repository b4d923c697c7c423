package io.telltale.schemas.publish;

/** Names of the headers on events, beside those of CloudEvents. */
public final class EventHeaders {

    /**
     * The id behind the record's key as the provider spells it, {@code kind:id}. Only where that is
     * not the key itself. What is asked of the provider names the device by it.
     */
    public static final String PROVIDER_DEVICE = "telltale_provider_device";

    private EventHeaders() {}
}
