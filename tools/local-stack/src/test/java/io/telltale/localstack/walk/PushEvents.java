package io.telltale.localstack.walk;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.TopicLayout;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Push actions of some devices, so many each; some of them under a schema id of its own. */
final class PushEvents {

    static final int DEVICES = 200;
    static final int OF_EACH = 500;
    static final int POISON = 1000;

    private final Random random;
    private OptionalInt schema = OptionalInt.empty();

    PushEvents(long seed) {
        this.random = new Random(seed);
    }

    static String ref(int device) {
        return "xtremepush:proof:" + (1000 + device);
    }

    /** The id under which they were written, but for those with a schema id of its own. */
    int schema() {
        return schema.orElseThrow();
    }

    /** Writes all of them in an order of chance and returns where the poisoned ones stand. */
    List<String> write(String bootstrapServers, URI registry, int strangeId)
            throws ExecutionException, InterruptedException {
        var all = DEVICES * OF_EACH;
        var poison = poison(all);
        var settings = Settings.of(Map.of("TELLTALE_REGISTRY_URL", registry.toString()));
        var poisoned = new ArrayList<Future<RecordMetadata>>();
        try (var serdes = new RecordSerdes(SerdeSettings.read(settings));
                var producer =
                        new KafkaProducer<>(
                                Map.of(
                                        "bootstrap.servers",
                                        bootstrapServers,
                                        "linger.ms",
                                        20,
                                        "compression.type",
                                        "lz4"),
                                new StringSerializer(),
                                new ByteArraySerializer())) {
            var records = new KafkaRecords(new TopicLayout("", 4, 1, 1), serdes);
            for (var number = 0; number < all; number++) {
                var record = records.of(event(number), TraceParent.fresh());
                var head = ByteBuffer.wrap(record.value());
                if (poison.contains(number)) {
                    head.putInt(1, strangeId);
                    poisoned.add(producer.send(record));
                } else {
                    schema = OptionalInt.of(head.getInt(1));
                    var _ = producer.send(record);
                }
            }
            producer.flush();
        }
        var places = new ArrayList<String>();
        for (var written : poisoned) {
            var at = written.get();
            places.add("%s-%d@%d".formatted(at.topic(), at.partition(), at.offset()));
        }
        return places;
    }

    private Set<Integer> poison(int all) {
        var chosen = new HashSet<Integer>();
        while (chosen.size() < POISON) {
            chosen.add(random.nextInt(all));
        }
        return chosen;
    }

    private static Event event(int number) {
        var at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number);
        var ref = ref(number % DEVICES);
        return new Event.PushAction(
                PushActionEvent.newBuilder()
                        .setEventId(EventId.of("proof", Integer.toString(number)))
                        .setProvider(Provider.XTREMEPUSH)
                        .setAccount("proof")
                        .setDevices(List.of(ref))
                        .setOccurredAt(at)
                        .setObservedAt(Instant.now())
                        .setChannel(Channel.POLL)
                        .setProject("proof")
                        .setCampaignId("1")
                        .setActionId(Integer.toString(number))
                        .setFailed(false)
                        .build());
    }
}
