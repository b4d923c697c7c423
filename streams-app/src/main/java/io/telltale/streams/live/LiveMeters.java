package io.telltale.streams.live;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Metrics of live streams, under {@code telltale_streams_live}. */
@Singleton
@Requires(beans = OpenStreams.class)
final class LiveMeters implements MeterBinder {

    private final OpenStreams streams;

    LiveMeters(OpenStreams streams) {
        this.streams = streams;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("telltale.streams.live.clients", streams, OpenStreams::count)
                .description("Open live streams.")
                .register(meters);
        Gauge.builder("telltale.streams.live.queued.bytes", streams, it -> it.queues().bytes())
                .description("Bytes that wait to be sent to all live streams.")
                .register(meters);
        FunctionCounter.builder(
                        "telltale.streams.live.slow", streams, it -> it.queues().endedAsSlow())
                .description("Live streams that ended because events came faster than were read.")
                .register(meters);
    }
}
