package io.telltale.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The schemas of the build against every released version, both ways, as the registry's
 * FULL_TRANSITIVE does. Released schemas lie in {@code released/<version>/}; a release adds a
 * folder and none is ever changed.
 */
class SchemaEvolutionTest {

    private static final Path CURRENT = Path.of("src", "main", "avro");
    private static final Path RELEASED = Path.of("released");

    @Test
    void everyReleasedSchemaIsReadByTheCurrentOne_andTheOtherWayRound(TestReporter reporter)
            throws IOException {
        var current = schemasIn(CURRENT);
        var breaks = new ArrayList<String>();

        var versions = releasedVersions();
        for (var version : versions) {
            schemasIn(version)
                    .forEach((name, released) -> {
                        var now = current.get(name);
                        if (now == null) {
                            breaks.add("%s of %s is gone".formatted(name, version.getFileName()));
                        } else {
                            breaks.addAll(breaksBetween(released, now));
                        }
                    });
        }

        reporter.publishEntry(
                versions.isEmpty()
                        ? "no schema is released yet: only the check itself was checked"
                        : "checked against " + versions);
        assertThat(current).isNotEmpty();
        assertThat(breaks).isEmpty();
    }

    @Test
    void aFieldWithADefaultMayComeAndGo() {
        var one = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
        var two =
                SchemaBuilder.record("R")
                        .fields()
                        .requiredString("a")
                        .optionalString("b")
                        .endRecord();

        assertThat(breaksBetween(one, two)).isEmpty();
        assertThat(breaksBetween(two, one)).isEmpty();
    }

    @Test
    void anEnumWithADefaultMayGrow() {
        var one = SchemaBuilder.enumeration("E").defaultSymbol("A").symbols("A");
        var two = SchemaBuilder.enumeration("E").defaultSymbol("A").symbols("A", "B");

        assertThat(breaksBetween(one, two)).isEmpty();
    }

    @Test
    void whatBreaksAReaderIsFound_inEitherDirection() {
        var one = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
        var more =
                SchemaBuilder.record("R")
                        .fields()
                        .requiredString("a")
                        .requiredString("b")
                        .endRecord();
        var otherType = SchemaBuilder.record("R").fields().requiredLong("a").endRecord();
        var small = SchemaBuilder.enumeration("E").symbols("A");
        var large = SchemaBuilder.enumeration("E").symbols("A", "B");

        assertThat(breaksBetween(one, more)).isNotEmpty();
        assertThat(breaksBetween(more, one)).isNotEmpty();
        assertThat(breaksBetween(one, otherType)).isNotEmpty();
        assertThat(breaksBetween(small, large)).isNotEmpty();
        assertThat(breaksBetween(large, small)).isNotEmpty();
    }

    private static List<String> breaksBetween(Schema released, Schema current) {
        var breaks = new ArrayList<String>();
        addBreaks("current cannot read released: ", current, released, breaks);
        addBreaks("released cannot read current: ", released, current, breaks);
        return breaks;
    }

    private static void addBreaks(String claim, Schema reader, Schema writer, List<String> breaks) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
            breaks.add(claim + result.getResult().getIncompatibilities());
        }
    }

    private static List<Path> releasedVersions() throws IOException {
        if (!Files.isDirectory(RELEASED)) {
            return List.of();
        }
        try (var folders = Files.list(RELEASED)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Map<String, Schema> schemasIn(Path folder) throws IOException {
        var parser = new SchemaParser();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(each -> each.toString().endsWith(".avsc")).toList()) {
                parser.parse(file);
            }
        }
        var schemas = new TreeMap<String, Schema>();
        parser.getParsedNamedSchemas().forEach(schema -> schemas.put(schema.getFullName(), schema));
        return schemas;
    }
}
