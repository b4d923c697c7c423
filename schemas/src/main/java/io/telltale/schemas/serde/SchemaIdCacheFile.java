package io.telltale.schemas.serde;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process learned from the registry, kept in a file so that its next start does not need the
 * registry. A file that is missing or broken means only that everything is asked again, one that
 * cannot be written that the next start has to ask. Each change replaces the file whole; a crash
 * leaves the old or the new one. The serializer and the deserializer of a process share a file, two
 * processes do not.
 */
final class SchemaIdCacheFile {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaIdCacheFile.class);
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    /** Held over reading and replacing a file, so that none of several threads' changes is lost. */
    private static final Object FILES = new Object();

    private final Path path;

    SchemaIdCacheFile(Path path) {
        this.path = path;
    }

    /** What it holds; nothing where it is missing or broken. */
    CachedSchemaIds kept() {
        synchronized (FILES) {
            var content = read();
            var written = new TreeMap<String, CachedSchemaIds.Written>();
            content.written()
                    .forEach((key, each) ->
                            written.put(
                                    key,
                                    new CachedSchemaIds.Written(each.id(), parsed(each.schema()))));
            var schemas = new TreeMap<Integer, Schema>();
            content.read().forEach((id, schema) -> schemas.put(id, parsed(schema)));
            return new CachedSchemaIds(written, schemas);
        }
    }

    /** Keeps what a schema is written under. */
    void keep(String key, CachedSchemaIds.Written written) {
        change(content ->
                content.written()
                        .put(key, new WrittenText(written.id(), written.schema().toString())));
    }

    /** Keeps what an id is read with. */
    void keep(int id, Schema schema) {
        change(content -> content.read().put(id, schema.toString()));
    }

    /** Forgets what a schema is written under. */
    void forget(String key) {
        change(content -> content.written().remove(key));
    }

    private void change(Consumer<Content> change) {
        synchronized (FILES) {
            var content = read();
            change.accept(content);
            write(content);
        }
    }

    private Content read() {
        if (!Files.exists(path)) {
            return Content.nothing();
        }
        try {
            var content = JSON.readValue(path.toFile(), Content.class);
            content.read().values().forEach(SchemaIdCacheFile::parsed);
            content.written().values().forEach(each -> parsed(each.schema()));
            return content;
        } catch (IOException | AvroRuntimeException e) {
            LOG.warn("{} holds no schema ids; they are asked for again", path);
            return Content.nothing();
        }
    }

    private void write(Content content) {
        try {
            var folder = requireNonNull(path.toAbsolutePath().getParent(), "folder");
            Files.createDirectories(folder);
            var next = Files.createTempFile(folder, "schema-ids", ".tmp");
            try {
                JSON.writeValue(next.toFile(), content);
                Files.move(next, path, ATOMIC_MOVE, REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written; the next start needs the registry", path);
        }
    }

    private static Schema parsed(String schema) {
        return new Schema.Parser().parse(schema);
    }

    /**
     * What the file holds.
     *
     * @param written what schemas are written under, by subject and fingerprint
     * @param read schemas as JSON text by id
     */
    private record Content(Map<String, WrittenText> written, Map<Integer, String> read) {

        static Content nothing() {
            return new Content(new TreeMap<>(), new TreeMap<>());
        }
    }

    /**
     * What a schema is written under.
     *
     * @param id in the registry
     * @param schema as JSON text
     */
    private record WrittenText(int id, String schema) {}
}
