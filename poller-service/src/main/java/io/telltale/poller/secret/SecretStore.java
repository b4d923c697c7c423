package io.telltale.poller.secret;

import io.telltale.schemas.record.AccountSecret;
import java.util.Optional;

/** The sealed secrets of one partition, for as long as it is ours. */
public interface SecretStore {

    /**
     * What was committed last under this key, by us or by an owner before.
     *
     * @param key {@code provider.account}
     */
    Optional<AccountSecret> last(String key);

    /** Whether something is kept under this key that cannot be read. */
    boolean isUnreadable(String key);

    /**
     * Writes it and returns when it is committed, which also proves that the partition is still
     * ours. Whatever it throws, it is not known to be committed, and the partition is dropped.
     */
    void commit(String key, AccountSecret secret);
}
