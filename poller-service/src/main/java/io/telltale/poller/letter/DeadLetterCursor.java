package io.telltale.poller.letter;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place in each partition where reading goes on, and one where it ends; as a cursor opaque to
 * callers. What they make up instead can name no place but on the dead-letter topic.
 *
 * @param spans by partition
 */
record DeadLetterCursor(Map<Integer, Span> spans) {

    private static final String VERSION = "1;";
    private static final Pattern SPAN = Pattern.compile("(\\d{1,4}):(\\d{1,18}):(\\d{1,18})");

    /**
     * Part of a partition.
     *
     * @param from first offset
     * @param to behind the last offset
     */
    record Span(long from, long to) {
        boolean isEmpty() {
            return from >= to;
        }
    }

    DeadLetterCursor {
        spans = Map.copyOf(spans);
    }

    boolean isEmpty() {
        return spans.values().stream().allMatch(Span::isEmpty);
    }

    String cursor() {
        var text =
                new TreeMap<>(spans)
                        .entrySet().stream()
                                .map(entry ->
                                        "%d:%d:%d"
                                                .formatted(
                                                        entry.getKey(),
                                                        entry.getValue().from(),
                                                        entry.getValue().to()))
                                .collect(Collectors.joining(",", VERSION, ""));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when the cursor is none of ours. */
    static Optional<DeadLetterCursor> of(String cursor, int partitions) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return text.startsWith(VERSION)
                    ? spans(text.substring(VERSION.length()), partitions)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<DeadLetterCursor> spans(String text, int partitions) {
        var spans = new HashMap<Integer, Span>();
        for (var one : text.split(",", -1)) {
            var parts = SPAN.matcher(one);
            if (!parts.matches() || Integer.parseInt(parts.group(1)) >= partitions) {
                return Optional.empty();
            }
            spans.put(
                    Integer.valueOf(parts.group(1)),
                    new Span(Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3))));
        }
        return Optional.of(new DeadLetterCursor(spans));
    }
}
