package io.telltale.simulator.control;

import io.micronaut.http.MediaType;
import io.micronaut.http.server.types.files.StreamedFile;
import io.telltale.simulator.json.SimulatorJson;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;

/** JSON lines as a stream of bytes, each written when it is read. */
final class JsonLinesBody extends InputStream {

    private static final MediaType LINES = MediaType.of("application/x-ndjson");

    private final Iterator<?> values;
    private byte[] line = new byte[0];
    private int next;

    private JsonLinesBody(Iterator<?> values) {
        this.values = values;
    }

    /** An answer of these values, one a line. */
    static StreamedFile of(Iterator<?> values) {
        return new StreamedFile(new JsonLinesBody(values), LINES);
    }

    @Override
    public int read() {
        return filled() ? line[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        var written = 0;
        while (written < length && filled()) {
            var part = Math.min(length - written, line.length - next);
            System.arraycopy(line, next, bytes, offset + written, part);
            next += part;
            written += part;
        }
        return written == 0 && length > 0 ? -1 : written;
    }

    private boolean filled() {
        if (next < line.length) {
            return true;
        }
        if (!values.hasNext()) {
            return false;
        }
        var value = SimulatorJson.bytes(values.next());
        line = Arrays.copyOf(value, value.length + 1);
        line[value.length] = '\n';
        next = 0;
        return true;
    }
}
