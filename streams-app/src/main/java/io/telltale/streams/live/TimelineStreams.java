package io.telltale.streams.live;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SchemaIds;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.topic.TopicFollower;
import io.telltale.service.topic.TopicReader;
import io.telltale.streams.live.LiveStream.Phase;
import io.telltale.streams.query.DeviceQueries;
import io.telltale.streams.query.Lookup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Streams of {@code device.timeline.v1}: two consumers serve any number of clients. */
@Context
@Requires(beans = KafkaSettings.class)
final class TimelineStreams implements LiveTimelines, TopicFollower {

    private static final Duration LONGEST_START = Duration.ofSeconds(10);

    private final TopicLayout layout;
    private final RecordSerdes serdes;
    private final OpenStreams streams;
    private final TopicReader reader;
    private final TimelineOffsets offsets;
    private final CatchUpReader catchUp;
    private final DeviceKeySweep sweep;

    @Inject
    TimelineStreams(
            KafkaSettings kafka,
            TopicLayout layout,
            SerdeSettings serdeSettings,
            SchemaIds schemaIds,
            EventEncoder encoder,
            OpenStreams streams,
            DeviceQueries queries) {
        this(
                kafka,
                layout,
                new RecordSerdes(serdeSettings, schemaIds),
                encoder,
                streams,
                queries::deviceKeys);
    }

    /** Begins to read. */
    TimelineStreams(
            KafkaSettings kafka,
            TopicLayout layout,
            RecordSerdes serdes,
            EventEncoder encoder,
            OpenStreams streams,
            DeviceKeySweep.Keys keys) {
        this.layout = layout;
        this.serdes = serdes;
        this.streams = streams;
        var records = new TimelineRecords(streams, serdes, encoder);
        this.reader =
                TopicReader.ofWanted(
                        "timeline-reader",
                        kafka,
                        this::wanted,
                        record -> records.bring(record, Phase.LIVE));
        this.offsets = new TimelineOffsets(kafka, layout);
        this.catchUp = new CatchUpReader(streams, records, offsets, topic(), kafka);
        this.sweep = new DeviceKeySweep(streams, offsets, reader, keys);
    }

    private String topic() {
        return layout.nameOf(Topics.DEVICE_TIMELINE);
    }

    private Map<TopicPartition, Long> wanted() {
        return streams.wanted().entrySet().stream()
                .collect(
                        Collectors.toMap(
                                position -> new TopicPartition(topic(), position.getKey()),
                                Map.Entry::getValue));
    }

    @Override
    public Lookup<LiveStream> open(
            DeviceRef ref, String deviceKey, Optional<TimelinePosition> after) {
        if (!sweep.hasSwept()) {
            return new Lookup.NotReady<>("the ends of the timeline are not known yet");
        }
        return streams.arrive(ref, deviceKey, after)
                .<Lookup<LiveStream>>map(TimelineStreams::started)
                .orElseGet(() -> new Lookup.NotReady<>("no further stream is let in"));
    }

    private static Lookup<LiveStream> started(LiveStream stream) {
        try {
            stream.started().get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
            return new Lookup.Found<>(stream);
        } catch (TimeoutException | ExecutionException _) {
            stream.close();
            return new Lookup.NotReady<>("the timeline is not read now");
        } catch (InterruptedException _) {
            stream.close();
            Thread.currentThread().interrupt();
            return new Lookup.NotReady<>("interrupted");
        }
    }

    @Override
    public String name() {
        return Topics.DEVICE_TIMELINE.name();
    }

    @Override
    public boolean isDead() {
        return reader.isDead() || catchUp.isDead();
    }

    OpenStreams streams() {
        return streams;
    }

    /** Ends all streams before anything else stops, so that clients go to another instance. */
    @EventListener
    void end(ShutdownEvent event) {
        streams.stop();
    }

    @PreDestroy
    void stop() {
        streams.stop();
        sweep.close();
        catchUp.close();
        reader.close();
        offsets.close();
        serdes.close();
    }
}
