package io.telltale.streams.run;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Sets RocksDB so that all stores of the process share one block cache and one bound on memtables,
 * which count in that cache.
 *
 * <p>Kafka Streams makes one of these for every store; what they share lives as long as the
 * process. The first store's budget holds for all.
 */
public final class SharedStoreMemory implements RocksDBConfigSetter {

    /** Name of the property with the {@link MemoryBudget}. */
    static final String BUDGET = "telltale.memory.budget";

    private static final long KIB = 1024;

    /** A memtable takes memory in such pieces, also one of a store that is hardly written. */
    private static final long ARENA_BLOCK = 128 * KIB;

    private static @Nullable Shared shared;

    private record Shared(Cache blocks, WriteBufferManager memtables) {

        static Shared of(MemoryBudget budget) {
            var blocks = new LRUCache(budget.stores());
            return new Shared(blocks, new WriteBufferManager(budget.memtables(), blocks));
        }
    }

    private static synchronized Shared shared(Map<String, Object> configs) {
        var known = shared;
        if (known == null) {
            known =
                    Shared.of(
                            configs.get(BUDGET) instanceof MemoryBudget budget
                                    ? budget
                                    : MemoryBudget.ofThisProcess());
            shared = known;
        }
        return known;
    }

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        var all = shared(configs);
        options.setWriteBufferManager(all.memtables());
        options.setArenaBlockSize(ARENA_BLOCK);
        // else each store's write-ahead log reserves more than a memtable on disk
        options.setAllowFAllocate(false);
        if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
            table.setBlockCache(all.blocks());
            // else the indexes of all files lie outside the bound
            table.setCacheIndexAndFilterBlocks(true);
            table.setCacheIndexAndFilterBlocksWithHighPriority(true);
            table.setPinL0FilterAndIndexBlocksInCache(true);
            options.setTableFormatConfig(table);
        }
    }

    /** What is shared stays open for the other stores. */
    @Override
    public void close(String store, Options options) {
        // nothing here is the store's own
    }
}
