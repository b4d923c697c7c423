package io.telltale.poller.partition;

import io.telltale.poller.secret.SecretStore;
import io.telltale.schemas.record.AccountSecret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The sealed secrets of one partition from one take-over on, written in its transactions. */
final class PartitionSecrets implements SecretStore {

    private final Transactions transactions;
    private final Map<String, AccountSecret> kept;
    private final Set<String> unreadable;

    /** Begins with what was read. */
    PartitionSecrets(Transactions transactions, PartitionSnapshot snapshot) {
        this.transactions = transactions;
        this.kept = new ConcurrentHashMap<>(snapshot.secrets());
        this.unreadable = snapshot.unreadableSecrets();
    }

    @Override
    public Optional<AccountSecret> last(String key) {
        return Optional.ofNullable(kept.get(key));
    }

    @Override
    public boolean isUnreadable(String key) {
        return unreadable.contains(key);
    }

    @Override
    public void commit(String key, AccountSecret secret) {
        transactions.alone(() -> {
            transactions.keep(key, secret);
            kept.put(key, secret);
        });
    }
}
