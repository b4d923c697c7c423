package io.telltale.benchmarks.process;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the streams application says of itself, in Prometheus' text format. */
public record Meters(String text) {

    private static final Pattern SENT =
            Pattern.compile(
                    "(?m)^kafka_producer_topic_record_send_total\\{[^}]*topic=\"([^\"]+)\"[^}]*} (\\S+)");
    private static final Pattern RESTORED =
            Pattern.compile("(?m)^telltale_streams_restored_records_total(?:\\{[^}]*})? (\\S+)");

    /**
     * Records that its producers have sent since its start, by topic: output, repartition and
     * changelog topics. Markers of transactions are no records of a producer.
     */
    public Map<String, Long> recordsByTopic() {
        var sent = new TreeMap<String, Long>();
        var found = SENT.matcher(text);
        while (found.find()) {
            sent.merge(found.group(1), (long) Double.parseDouble(found.group(2)), Long::sum);
        }
        return sent;
    }

    /** Records of changelogs that it has restored since its start. */
    public long restored() {
        var found = RESTORED.matcher(text);
        return found.find() ? (long) Double.parseDouble(found.group(1)) : 0;
    }
}
