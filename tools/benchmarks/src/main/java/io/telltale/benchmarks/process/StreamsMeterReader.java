package io.telltale.benchmarks.process;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the streams application's own meters. */
public final class StreamsMeterReader {

    private static final Pattern RESTORED =
            Pattern.compile("(?m)^telltale_streams_restored_records_total(?:\\{[^}]*})? (\\S+)");

    private StreamsMeterReader() {}

    /**
     * Records by topic.
     *
     * @param lines a topic and a number each
     */
    public static Map<String, Long> recordsByTopic(String lines) {
        var sent = new TreeMap<String, Long>();
        lines.lines()
                .map(line -> line.split(" ", 2))
                .forEach(line -> sent.put(line[0], Long.parseLong(line[1])));
        return sent;
    }

    /**
     * Records of changelogs that were restored since the start.
     *
     * @param text metrics in Prometheus' text format
     */
    public static long restored(String text) {
        var found = RESTORED.matcher(text);
        return found.find() ? (long) Double.parseDouble(found.group(1)) : 0;
    }
}
