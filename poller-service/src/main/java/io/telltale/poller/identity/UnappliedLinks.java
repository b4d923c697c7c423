package io.telltale.poller.identity;

import io.micronaut.context.annotation.Context;
import io.telltale.schemas.record.Conflict;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.topic.TopicFollower;
import io.telltale.service.topic.TopicReader;
import jakarta.annotation.PreDestroy;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Links that the register did not apply, from {@code device.identity.v1}. Each instance follows the
 * whole topic and keeps only those.
 */
@Context
final class UnappliedLinks implements TopicFollower {

    private final Map<String, List<Conflict>> byRef = new ConcurrentSkipListMap<>();
    private final RecordSerdes serdes;
    private final TopicReader reader;

    UnappliedLinks(KafkaSettings kafka, TopicLayout layout, RecordSerdes serdes) {
        this.serdes = serdes;
        this.reader =
                TopicReader.fromBeginning(
                        "conflicts",
                        kafka,
                        layout,
                        List.of(layout.nameOf(Topics.DEVICE_IDENTITY)),
                        this::keep);
    }

    private void keep(ConsumerRecord<String, byte[]> record) {
        var identity = serdes.read(record.topic(), DeviceIdentity.class, record.value());
        if (identity == null || identity.getConflicts().isEmpty()) {
            byRef.remove(record.key());
        } else {
            byRef.put(record.key(), List.copyOf(identity.getConflicts()));
        }
    }

    /** Whether everything was read that was there at the start. */
    boolean isWhole() {
        return reader.isWhole();
    }

    @Override
    public String name() {
        return Topics.DEVICE_IDENTITY.name();
    }

    @Override
    public boolean isDead() {
        return reader.isDead();
    }

    /**
     * A link that is not applied. It is listed once, under the first of its refs whose identity
     * names it: the identity of a ref with very many conflicts names only some.
     *
     * @param ref that one, in the order of text
     * @param conflict with the other one
     */
    record NotApplied(String ref, Conflict conflict) {

        /** The list is sorted by this: the two refs with a space between. */
        String position() {
            return ref + " " + conflict.getOtherRef();
        }
    }

    /** All after this position, in order. */
    Stream<NotApplied> after(String position) {
        return byRef.entrySet().stream()
                .flatMap(entry ->
                        entry.getValue().stream()
                                .filter(conflict -> isListedUnder(entry.getKey(), conflict))
                                .map(conflict -> new NotApplied(entry.getKey(), conflict))
                                .sorted(Comparator.comparing(NotApplied::position)))
                .filter(one -> one.position().compareTo(position) > 0);
    }

    private boolean isListedUnder(String ref, Conflict conflict) {
        return ref.compareTo(conflict.getOtherRef()) < 0
                || byRef.getOrDefault(conflict.getOtherRef(), List.of()).stream()
                        .noneMatch(other -> other.getOtherRef().equals(ref));
    }

    @PreDestroy
    void stop() {
        reader.close();
    }
}
