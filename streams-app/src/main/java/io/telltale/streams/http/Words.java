package io.telltale.streams.http;

import io.telltale.schemas.record.Provider;
import java.util.Locale;

/** Our words as callers write them. */
final class Words {

    private Words() {}

    /** {@code thingspace}, {@code xtremepush}, {@code graph}. */
    static String of(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }
}
