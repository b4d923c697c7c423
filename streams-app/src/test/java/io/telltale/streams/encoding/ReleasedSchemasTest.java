package io.telltale.streams.encoding;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

/**
 * The schemas of stored records of this build against those of every release, both ways: an upgrade
 * reads what was stored, and taking it back does, too. A release adds files and none is ever
 * changed or deleted; {@link FreezeSchemas} adds them.
 */
class ReleasedSchemasTest {

    static final Path RELEASED = Path.of("src", "main", "resources", "released");

    private static final Map<String, Schema> TODAY =
            StoredTypes.ALL.stream()
                    .map(SpecificData.get()::getSchema)
                    .collect(toMap(Schema::getFullName, schema -> schema));

    /**
     * A line of a release.
     *
     * @param type full name of the record
     * @param fingerprint of its schema in that release, 16 hex digits
     */
    private record Line(String release, String type, String fingerprint) {}

    @Test
    void everyReleasedSchemaIsInTheJarByItsFingerprint() throws IOException {
        for (var line : lines()) {
            assertThat(released(line))
                    .as(line.toString())
                    .isPresent()
                    .hasValueSatisfying(found -> {
                        assertThat(StoredSchemas.fingerprint(found)).isEqualTo(line.fingerprint());
                        assertThat(found.getFullName()).isEqualTo(line.type());
                    });
        }
    }

    @Test
    void everyReleasedRecordIsReadToday_andTodaysByThatRelease() throws IOException {
        var breaks = new ArrayList<String>();
        for (var line : lines()) {
            var today = TODAY.get(line.type());
            if (today == null) {
                breaks.add("%s is stored no more".formatted(line));
                continue;
            }
            var then = released(line).orElseThrow();
            addBreak(line + ": today cannot read it: ", today, then, breaks);
            addBreak(line + ": it cannot read today's: ", then, today, breaks);
        }

        assertThat(breaks).isEmpty();
    }

    private static void addBreak(String claim, Schema reader, Schema writer, List<String> breaks) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
            breaks.add(claim + result.getResult().getIncompatibilities());
        }
    }

    private static Optional<Schema> released(Line line) {
        return StoredSchemas.find(line.type(), Long.parseUnsignedLong(line.fingerprint(), 16));
    }

    private static List<Line> lines() throws IOException {
        var lines = new ArrayList<Line>();
        try (var files = Files.newDirectoryStream(RELEASED, "*.txt")) {
            for (var file : files) {
                var release = file.getFileName().toString().replace(".txt", "");
                for (var line : Files.readAllLines(file)) {
                    var parts = line.split(" ", 2);
                    lines.add(new Line(release, parts[0], parts[1]));
                }
            }
        }
        assertThat(lines).isNotEmpty();
        return lines;
    }
}
