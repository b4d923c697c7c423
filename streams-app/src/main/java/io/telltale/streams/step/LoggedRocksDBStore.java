package io.telltale.streams.step;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.internals.RocksDBStore;
import org.rocksdb.WriteOptions;

/**
 * Kafka Streams' RocksDB store with RocksDB's write-ahead log switched on.
 *
 * <p>Streams writes without that log, so {@code kill -9} loses what lies in memtables, and a store
 * whose memtable was never flushed is restored from the first record of its changelog. A
 * transactional store commits its data and its changelog offset in one RocksDB batch; logged, that
 * batch survives the end of the process, and only what was committed after it is restored. The log
 * is not synced: after the end of the machine, RocksDB keeps whole batches up to the first that is
 * missing, and the rest is restored from the changelog.
 *
 * <p>Only transactional stores (KIP-892) are logged. Others write data and offset apart, and their
 * mark "was not closed" would be lost while the data behind it are kept.
 *
 * <p>Written against kafka-streams 4.4.0: the write options are a private matter of {@link
 * RocksDBStore}. A test names that version.
 */
final class LoggedRocksDBStore extends RocksDBStore {

    private static final Position NOWHERE = Position.emptyPosition();
    private static final VarHandle WRITE_OPTIONS = writeOptions();

    LoggedRocksDBStore(String name, String metricsScope) {
        super(name, metricsScope);
    }

    private static VarHandle writeOptions() {
        try {
            return MethodHandles.privateLookupIn(RocksDBStore.class, MethodHandles.lookup())
                    .findVarHandle(RocksDBStore.class, "wOptions", WriteOptions.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Nothing is written to a transactional store before this returns. */
    @Override
    public void init(StateStoreContext context, StateStore root) {
        super.init(context, root);
        if (isTransactional(context)) {
            ((WriteOptions) WRITE_OPTIONS.get(this)).setDisableWAL(false);
        }
    }

    /**
     * None: a copy would be made for every write, and nothing of ours asks where a query stands.
     */
    @Override
    public Position getPosition() {
        return NOWHERE;
    }

    private static boolean isTransactional(StateStoreContext context) {
        var set = context.appConfigs().get(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG);
        return Boolean.parseBoolean(String.valueOf(set));
    }

    /** Whether writes go to the write-ahead log. */
    boolean isLogged() {
        return !((WriteOptions) WRITE_OPTIONS.get(this)).disableWAL();
    }
}
