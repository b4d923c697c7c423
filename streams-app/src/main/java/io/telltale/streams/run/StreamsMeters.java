package io.telltale.streams.run;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Metrics of the topology: our own figures, under {@code telltale_streams}, and Kafka's of its
 * threads, tasks, stores and clients, under {@code kafka}; those of tasks, partitions and stores
 * from a minute after the start on.
 */
@Singleton
@Requires(beans = LagMonitor.class)
final class StreamsMeters implements MeterBinder {

    private static final String OF_STORES = "kafka.stream.state.";
    private static final String OF_RESTORING = "kafka.stream.state.updater.";

    /** Of some fifty figures of each partition of each store, those that say what it takes. */
    private static final Set<String> KEPT_OF_STORES =
            Set.of(
                    OF_STORES + "block.cache.usage",
                    OF_STORES + "estimate.num.keys",
                    OF_STORES + "size.all.mem.tables",
                    OF_STORES + "total.sst.files.size");

    private final LagMonitor lagMonitor;
    private final KafkaStreamsMetrics ofKafka;

    StreamsMeters(StreamsRunner runner, LagMonitor lagMonitor) {
        this.lagMonitor = lagMonitor;
        this.ofKafka = new KafkaStreamsMetrics(runner.streams());
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        meters.config().meterFilter(MeterFilter.deny(id -> isLeftOut(id.getName())));
        ofKafka.bindTo(meters);
        Gauge.builder("telltale.streams.running", lagMonitor, it -> it.isRunning() ? 1 : 0)
                .description("1 where the stores can be asked.")
                .register(meters);
        Gauge.builder("telltale.streams.lag.records", lagMonitor, StreamsMeters::lag)
                .description("Records not yet in the stores; not a number where it is not known.")
                .register(meters);
        Gauge.builder("telltale.streams.stuck.partitions", lagMonitor, it -> it.stuck().size())
                .description("Partitions with something to read and no commit for 60 s.")
                .register(meters);
        Gauge.builder(
                        "telltale.streams.restore.left.records",
                        lagMonitor,
                        it -> it.restoring().records())
                .description("Records of changelogs still to be read into the stores.")
                .register(meters);
        FunctionCounter.builder(
                        "telltale.streams.restored.records", lagMonitor, LagMonitor::restored)
                .description("Records of changelogs read into the stores.")
                .register(meters);
    }

    private static boolean isLeftOut(String name) {
        return name.startsWith(OF_STORES)
                && !name.startsWith(OF_RESTORING)
                && !KEPT_OF_STORES.contains(name);
    }

    private static double lag(LagMonitor lagMonitor) {
        var lag = lagMonitor.freshness().lag();
        return lag.isPresent() ? lag.getAsLong() : Double.NaN;
    }

    @PreDestroy
    void close() {
        ofKafka.close();
    }
}
