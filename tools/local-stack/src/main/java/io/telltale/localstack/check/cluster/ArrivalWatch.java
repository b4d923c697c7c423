package io.telltale.localstack.check.cluster;

import static java.util.Objects.requireNonNull;

import io.telltale.localstack.check.stack.PlainTopicReader;
import io.telltale.localstack.check.stack.PlainTopicReader.Followed;
import io.telltale.recomputation.AvroRows;
import io.telltale.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;

/** Follows the topics that answers are made of, from their beginning. */
final class ArrivalWatch {

    private static final Map<String, Function<GenericRecord, Arrival.Fact>> FACTS =
            Map.of(
                    Topics.DEVICE_STATUS.name(),
                    record -> new Arrival.Event(AvroRows.status(record)),
                    Topics.DEVICE_SMS.name(),
                    record -> new Arrival.Event(AvroRows.sms(record)),
                    Topics.DEVICE_PUSH_ACTION.name(),
                    record -> new Arrival.Event(AvroRows.push(record)),
                    Topics.DEVICE_LINK.name(),
                    record -> new Arrival.Link(PlainTopicReader.texts(record, "refs"), record));

    private final PlainTopicReader reader;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final List<String> refs = new ArrayList<>();

    ArrivalWatch(PlainTopicReader reader) {
        this.reader = reader;
    }

    /** Follows until it is interrupted. */
    void follow() {
        reader.follow(FACTS.keySet(), this::add);
    }

    private synchronized void add(Followed record) {
        var place = record.topic() + "-" + record.partition();
        var fact = requireNonNull(FACTS.get(record.topic())).apply(record.value());
        arrivals.add(new Arrival(place, record.timestamp(), record.seenAt(), fact));
        fact.refs().stream().filter(known::add).forEach(refs::add);
    }

    /** A ref that a record has named; empty while none has. */
    synchronized Optional<String> draw(Random random) {
        return refs.isEmpty()
                ? Optional.empty()
                : Optional.of(refs.get(random.nextInt(refs.size())));
    }

    /** What arrived so far; of one partition in its order. */
    synchronized List<Arrival> all() {
        return List.copyOf(arrivals);
    }
}
