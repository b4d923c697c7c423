package io.telltale.localstack.consume;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Where reading begins. */
public sealed interface StartPosition {

    /** With the first record that the brokers still have. */
    record Beginning() implements StartPosition {}

    /** With the first record that comes from now on. */
    record End() implements StartPosition {}

    /** With the first record that has this time stamp or a later one. */
    record Since(Instant time) implements StartPosition {}

    /** With this record of a partition. */
    record Offset(long offset) implements StartPosition {}

    /** Empty where the text is none of the four. */
    static Optional<StartPosition> parse(String text) {
        return switch (text) {
            case "beginning" -> Optional.of(new Beginning());
            case "end" -> Optional.of(new End());
            default ->
                    text.matches("[0-9]{1,18}")
                            ? Optional.of(new Offset(Long.parseLong(text)))
                            : since(text);
        };
    }

    private static Optional<StartPosition> since(String text) {
        try {
            return Optional.of(new Since(Instant.parse(text)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Places a consumer there. */
    default void seek(KafkaConsumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        switch (this) {
            case Beginning() -> consumer.seekToBeginning(partitions);
            case End() -> consumer.seekToEnd(partitions);
            case Offset(var offset) ->
                    partitions.forEach(partition -> consumer.seek(partition, offset));
            case Since(var time) -> seek(consumer, partitions, time);
        }
    }

    private static void seek(
            KafkaConsumer<?, ?> consumer, Collection<TopicPartition> partitions, Instant time) {
        var wanted =
                partitions.stream()
                        .collect(Collectors.toMap(each -> each, _ -> time.toEpochMilli()));
        var found = consumer.offsetsForTimes(wanted);
        for (var partition : partitions) {
            var place = found.get(partition);
            if (place == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, place.offset());
            }
        }
    }
}
