package io.telltale.poller.task;

import io.telltale.schemas.record.Provider;
import java.util.Set;

/** The accounts that are configured. */
@FunctionalInterface
public interface ConfiguredAccounts {

    /** Their names at a provider. */
    Set<String> at(Provider provider);
}
