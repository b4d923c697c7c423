package io.telltale.poller.identity;

import io.telltale.schemas.record.Conflict;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.topic.FollowedTopic;
import io.telltale.service.topic.TopicFollower;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The links that the register did not apply, as it says on the identity topic: each instance
 * follows the whole topic and keeps only those.
 */
public final class LinkConflicts implements TopicFollower, AutoCloseable {

    private final Map<String, List<Conflict>> byRef = new ConcurrentSkipListMap<>();
    private final RecordSerdes serdes;
    private final FollowedTopic topic;

    /** Begins to read. */
    public LinkConflicts(KafkaSettings kafka, TopicLayout layout, RecordSerdes serdes) {
        this.serdes = serdes;
        this.topic =
                new FollowedTopic(
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

    /** Whether everything was read that was there at the beginning. */
    public boolean isWhole() {
        return topic.isWhole();
    }

    @Override
    public String name() {
        return Topics.DEVICE_IDENTITY.name();
    }

    @Override
    public boolean isDead() {
        return topic.isDead();
    }

    /**
     * A link that is not applied. Told at both of its refs, it is listed under the first; a ref
     * with very many tells only some, and what it leaves out is listed under the other ref.
     *
     * @param ref the first of the two in their order as text that tells of it
     * @param conflict with the other one
     */
    public record NotApplied(String ref, Conflict conflict) {

        /** In the order of these: the two refs, parted by a space. */
        public String position() {
            return ref + " " + conflict.getOtherRef();
        }
    }

    /** All behind this position, in order. */
    public Stream<NotApplied> after(String position) {
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

    @Override
    public void close() {
        topic.close();
    }
}
