package io.telltale.schemas.serde;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process learned from the registry, kept in a file so that its next start does not need the
 * registry. A file that is missing or broken means only that everything is asked again. Each change
 * replaces the file whole; a crash leaves the old or the new one.
 */
final class SchemaIdFile {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaIdFile.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path path;

    SchemaIdFile(Path path) {
        this.path = path;
    }

    synchronized void readInto(Map<String, Integer> ids, Map<Integer, Schema> schemas) {
        var content = read();
        content.withObject("ids")
                .properties()
                .forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt()));
        content.withObject("schemas")
                .properties()
                .forEach(entry ->
                        schemas.put(
                                Integer.valueOf(entry.getKey()),
                                new Schema.Parser().parse(entry.getValue().asText())));
    }

    synchronized void keep(String subjectAndSchema, int id) {
        var content = read();
        content.withObject("ids").put(subjectAndSchema, id);
        write(content);
    }

    synchronized void keep(int id, Schema schema) {
        var content = read();
        content.withObject("schemas").put(Integer.toString(id), schema.toString());
        write(content);
    }

    private ObjectNode read() {
        if (!Files.exists(path)) {
            return JSON.createObjectNode();
        }
        try {
            if (JSON.readTree(path.toFile()) instanceof ObjectNode content) {
                return content;
            }
            LOG.warn("{} holds no JSON object; schema ids are asked for again", path);
        } catch (IOException e) {
            LOG.warn("{} cannot be read; schema ids are asked for again", path);
        }
        return JSON.createObjectNode();
    }

    private void write(ObjectNode content) {
        try {
            var folder = path.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            var next = Files.createTempFile(folder, "schema-ids", ".tmp");
            JSON.writeValue(next.toFile(), content);
            Files.move(
                    next,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }
}
