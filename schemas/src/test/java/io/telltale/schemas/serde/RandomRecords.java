package io.telltale.schemas.serde;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records of any schema of ours, filled by chance from a seed: the same seed gives the same
 * records.
 */
public final class RandomRecords {

    private static final String LETTERS = "aZ09 .:-_/#\"\\\n\u0000äß€漢😀";
    private static final int MOST_ELEMENTS = 4;

    /** How much of a record is filled. */
    public enum Filling {
        /** Every nullable is null, every list and text empty. */
        NOTHING,
        /** Every nullable has a value, every list and map an element. */
        EVERYTHING,
        /** As chance has it. */
        BY_CHANCE
    }

    private final Random random;
    private final Filling filling;

    /** A new row of records. */
    public RandomRecords(long seed, Filling filling) {
        this.random = new Random(seed);
        this.filling = filling;
    }

    /** The next record of a generated class. */
    public <T extends SpecificRecord> T next(Class<T> type) {
        return type.cast(record(SpecificData.get().getSchema(type)));
    }

    private SpecificRecord record(Schema schema) {
        var record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
        return record;
    }

    private @Nullable Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM -> SpecificData.get().createEnum(anyOf(schema.getEnumSymbols()), schema);
            case UNION -> value(branch(schema.getTypes()));
            case ARRAY -> list(schema.getElementType());
            case MAP -> map(schema.getValueType());
            case STRING -> text();
            case BOOLEAN -> random.nextBoolean();
            case INT -> wholeNumber(schema);
            case LONG -> number(schema);
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextDouble();
            case NULL -> null;
            case BYTES -> bytes();
            case FIXED -> throw new IllegalArgumentException("no record of ours holds " + schema);
        };
    }

    private ByteBuffer bytes() {
        var bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private Object wholeNumber(Schema schema) {
        return LogicalTypes.date().equals(schema.getLogicalType())
                ? LocalDate.ofEpochDay(random.nextLong(-700_000, 2_900_000))
                : random.nextInt();
    }

    private Object number(Schema schema) {
        if (schema.getLogicalType() == null) {
            return random.nextLong();
        }
        if (schema.getLogicalType().equals(LogicalTypes.timestampMillis())) {
            return Instant.ofEpochMilli(
                    random.nextLong(-62_135_596_800_000L, 253_402_300_800_000L));
        }
        throw new IllegalArgumentException("no record of ours holds " + schema);
    }

    private Schema branch(List<Schema> types) {
        return switch (filling) {
            case NOTHING -> types.getFirst();
            case EVERYTHING ->
                    anyOf(
                            types.stream()
                                    .filter(type -> type.getType() != Schema.Type.NULL)
                                    .toList());
            case BY_CHANCE -> anyOf(types);
        };
    }

    private List<@Nullable Object> list(Schema element) {
        var list = new ArrayList<@Nullable Object>();
        for (var left = size(); left > 0; left--) {
            list.add(value(element));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(Schema value) {
        var map = new HashMap<String, @Nullable Object>();
        for (var left = size(); left > 0; left--) {
            map.put(text(), value(value));
        }
        return map;
    }

    private String text() {
        var letters = LETTERS.codePoints().toArray();
        var text = new StringBuilder();
        for (var left = size() * 5; left > 0; left--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    private int size() {
        return switch (filling) {
            case NOTHING -> 0;
            case EVERYTHING -> random.nextInt(1, MOST_ELEMENTS);
            case BY_CHANCE -> random.nextInt(MOST_ELEMENTS);
        };
    }

    private <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
