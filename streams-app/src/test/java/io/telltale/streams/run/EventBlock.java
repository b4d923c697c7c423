package io.telltale.streams.run;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A block of a stream of server-sent events, which ends with an empty line. */
record EventBlock(Map<String, String> fields) {

    /** Fields of the first block, which belongs to the second one here. */
    private static final Set<String> RETRY = Set.of("retry");

    /** The next block, such as a comment. */
    static EventBlock next(BufferedReader stream) throws IOException {
        var fields = new HashMap<String, String>();
        var line = lineOf(stream);
        while (!line.isEmpty() || fields.isEmpty() || fields.keySet().equals(RETRY)) {
            var colon = line.indexOf(':');
            if (colon >= 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
            line = lineOf(stream);
        }
        return new EventBlock(fields);
    }

    /** The next block with an event. */
    static EventBlock nextOf(BufferedReader stream) throws IOException {
        var block = next(stream);
        while (block.name().isEmpty()) {
            block = next(stream);
        }
        return block;
    }

    private static String lineOf(BufferedReader stream) throws IOException {
        return requireNonNull(stream.readLine(), "the stream has ended");
    }

    /** Empty without one. */
    String name() {
        return fields.getOrDefault("event", "");
    }

    String id() {
        return fields.getOrDefault("id", "");
    }

    String data() {
        return fields.getOrDefault("data", "");
    }
}
