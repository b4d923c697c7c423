package io.telltale.streams.encoding;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Keeps the schemas of a release, those of topics and those of stored records; no test, and run by
 * name only. CONTRIBUTING.md, "A release", has the command. Running it again changes nothing.
 */
class FreezeSchemas {

    private static final String VERSION = "telltale.release";
    private static final Path SCHEMAS = Path.of("..", "schemas");

    @Test
    @EnabledIfSystemProperty(named = VERSION, matches = "\\d+\\.\\d+\\.\\d+")
    void keepsTheSchemasOfARelease() throws IOException {
        var version = System.getProperty(VERSION);
        keepThoseOfTopics(SCHEMAS.resolve("released").resolve(version));
        keepThoseOfStoredRecords(version);
    }

    private static void keepThoseOfTopics(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.newDirectoryStream(SCHEMAS.resolve("src/main/avro"), "*.avsc")) {
            for (var file : files) {
                Files.writeString(folder.resolve(file.getFileName()), Files.readString(file));
            }
        }
    }

    private static void keepThoseOfStoredRecords(String version) throws IOException {
        var fingerprints = new TreeMap<String, String>();
        for (var type : StoredTypes.ALL) {
            var schema = SpecificData.get().getSchema(type);
            fingerprints.put(schema.getFullName(), StoredSchemas.fingerprint(schema));
            keep(schema);
        }
        Files.writeString(
                ReleasedSchemasTest.RELEASED.resolve(version + ".txt"),
                fingerprints.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue() + "\n")
                        .collect(joining()));
    }

    private static void keep(Schema schema) {
        var folder = ReleasedSchemasTest.RELEASED.resolve(schema.getFullName());
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(StoredSchemas.fingerprint(schema) + ".avsc"),
                    SchemaFormatter.format("json/pretty", schema) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
