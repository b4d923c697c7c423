package io.telltale.streams.encoding;

import io.telltale.schemas.topic.RecordSize;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Whether a record can be sent: over 900 KiB, with its headers and in a batch, it could be more
 * than the 1 MiB that brokers take.
 */
public final class EncodedSize {

    /** In bytes. */
    public static final int LARGEST = RecordSize.LARGEST;

    /** Of a number, a length or a branch, and of a fingerprint. */
    private static final int MOST_OF_A_NUMBER = 10;

    private static final int MOST_OF_A_CHARACTER = 3;

    private static final Map<Schema, Shape> SHAPES = new ConcurrentHashMap<>();
    private static final Map<Class<?>, StoredRecord<SpecificRecordBase>> STORED =
            new ConcurrentHashMap<>();

    private EncodedSize() {}

    /** Encodes only what is near the limit. */
    public static boolean isTooLarge(SpecificRecordBase record) {
        return atMost(record) > LARGEST && of(record) > LARGEST;
    }

    /** How many bytes it takes, found by encoding it. */
    public static long of(SpecificRecordBase record) {
        return STORED.computeIfAbsent(record.getClass(), EncodedSize::stored).bytes(record).length;
    }

    /** The first records that take no more than so many bytes together. */
    public static <R extends SpecificRecordBase> List<R> firstWithin(long room, List<R> records) {
        var left = room;
        var fitting = new ArrayList<R>();
        for (var record : records) {
            left -= of(record);
            if (left < 0) {
                break;
            }
            fitting.add(record);
        }
        return fitting;
    }

    @SuppressWarnings("unchecked") // looked up by the record's own class
    private static StoredRecord<SpecificRecordBase> stored(Class<?> type) {
        return new StoredRecord<>((Class<SpecificRecordBase>) type);
    }

    /** Not less than it takes, in far less time than it takes to encode it. */
    static long atMost(@Nullable Object value) {
        return switch (value) {
            case null -> MOST_OF_A_NUMBER;
            case CharSequence text ->
                    (long) text.length() * MOST_OF_A_CHARACTER + 2L * MOST_OF_A_NUMBER;
            case ByteBuffer bytes -> bytes.remaining() + 2L * MOST_OF_A_NUMBER;
            case IndexedRecord record -> ofFields(record);
            case Collection<?> items -> sum(items) + 2L * MOST_OF_A_NUMBER;
            case Map<?, ?> map -> sum(map.keySet()) + sum(map.values()) + 2L * MOST_OF_A_NUMBER;
            default -> 2L * MOST_OF_A_NUMBER;
        };
    }

    private static long ofFields(IndexedRecord record) {
        var shape = SHAPES.computeIfAbsent(record.getSchema(), Shape::of);
        var size = shape.most();
        for (var field : shape.open()) {
            size += atMost(record.get(field));
        }
        return size;
    }

    /**
     * The part of a record's size that follows from its schema.
     *
     * @param most of a record in which all open fields are empty
     * @param open places of the fields whose size the schema leaves open
     */
    private record Shape(long most, List<Integer> open) {

        static Shape of(Schema schema) {
            var fields = schema.getFields();
            return new Shape(
                    2L * MOST_OF_A_NUMBER * (fields.size() + 1),
                    fields.stream()
                            .filter(field -> isOpen(field.schema()))
                            .map(Schema.Field::pos)
                            .toList());
        }

        private static boolean isOpen(Schema schema) {
            return switch (schema.getType()) {
                case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, ENUM -> false;
                case UNION -> schema.getTypes().stream().anyMatch(Shape::isOpen);
                case STRING, BYTES, FIXED, ARRAY, MAP, RECORD -> true;
            };
        }
    }

    private static long sum(Collection<?> items) {
        var size = 0L;
        for (var item : items) {
            size += atMost(item);
        }
        return size;
    }
}
