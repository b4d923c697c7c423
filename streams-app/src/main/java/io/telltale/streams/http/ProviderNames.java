package io.telltale.streams.http;

import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.PushActionEvent;
import java.util.Locale;

/** Our words as callers write them. */
final class ProviderNames {

    private ProviderNames() {}

    /** {@code thingspace}, {@code xtremepush}, {@code graph}. */
    static String of(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }

    /** {@code project:campaignId}. */
    static String campaignRef(PushActionEvent push) {
        return push.getProject() + ":" + push.getCampaignId();
    }
}
