package io.telltale.simulator.journal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.telltale.simulator.json.SimulatorJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the entries of each kind are in a journal that was written earlier. */
final class JournalIndex {

    private final Map<String, List<Position>> places = new HashMap<>();

    /** Reads a whole journal once; every line must be an array of entries. */
    static JournalIndex of(FileChannel channel) throws IOException {
        var index = new JournalIndex();
        channel.position(0);
        var bytes = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        var parser = SimulatorJson.parser(bytes);
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                index.entry(parser);
            }
        }
        return index;
    }

    private void entry(JsonParser parser) throws IOException {
        var start = parser.currentTokenLocation().getByteOffset();
        var kind = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            if (name.equals("kind")) {
                kind = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        var end = parser.currentTokenLocation().getByteOffset() + 1;
        places.computeIfAbsent(kind, _ -> new ArrayList<>())
                .add(new Position(start, Math.toIntExact(end - start)));
    }

    /** The places of a kind, oldest first; they are forgotten here. */
    List<Position> take(String kind) {
        var found = places.remove(kind);
        return found == null ? List.of() : found;
    }
}
