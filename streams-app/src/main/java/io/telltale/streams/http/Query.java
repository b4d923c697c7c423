package io.telltale.streams.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpRequest;
import io.telltale.service.problem.Problem.BadParameter;
import io.telltale.service.problem.ProblemException;
import java.net.URLDecoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parameters of one request. What is wrong is collected while they are read, so that a caller
 * is told all of it at once; what was read counts only after {@link #refuseIfWrong}. Not safe for
 * threads.
 */
final class Query {

    private static final int MOST_ITEMS = 500;
    private static final int USUAL_ITEMS = 100;
    private static final int LONGEST = 100;
    private static final int LONGEST_CURSOR = 1_000;
    private static final int LONGEST_SHOWN = 100;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final String A_TIME =
            "a time such as 2026-11-20T23:00:00Z, of a year from 1 to 9999";

    private final Map<String, List<String>> given = new LinkedHashMap<>();
    private final List<BadParameter> wrong = new ArrayList<>();

    private Query() {}

    /**
     * Takes the query of a request apart. A plus is a plus, so that the zone of a time may be
     * written as it is.
     *
     * @param known all names that it may hold
     */
    static Query of(HttpRequest<?> request, Set<String> known) {
        var query = new Query();
        var text = request.getUri().getRawQuery();
        if (text != null) {
            Arrays.stream(text.split("&", -1))
                    .filter(pair -> !pair.isEmpty())
                    .forEach(pair -> query.add(pair, known));
        }
        return query;
    }

    private void add(String pair, Set<String> known) {
        var end = pair.indexOf('=');
        var name = decoded(end < 0 ? pair : pair.substring(0, end));
        var value = decoded(end < 0 ? "" : pair.substring(end + 1));
        if (known.contains(name)) {
            given.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            return;
        }
        var names = known.stream().sorted().collect(Collectors.joining(", "));
        wrong(
                name,
                "left out, as this path knows " + (names.isEmpty() ? "none" : "only " + names),
                value);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    Optional<String> text(String name) {
        return single(name, LONGEST, "at most " + LONGEST + " characters");
    }

    /** A cursor; whether it is one is not looked at. */
    Optional<String> cursor() {
        return single("cursor", LONGEST_CURSOR, "at most " + LONGEST_CURSOR + " characters");
    }

    private Optional<String> single(String name, int longest, String expected) {
        var values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            wrong(name, "given once", String.join(", ", values));
            return Optional.empty();
        }
        var value = values.stream().findFirst();
        if (value.isPresent() && value.get().length() > longest) {
            wrong(name, expected, value.get());
            return Optional.empty();
        }
        return value;
    }

    /** A point in time, of any fraction of a second and in any zone. */
    Optional<Instant> time(String name) {
        return parsed(name, A_TIME, Query::instant);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text))
                    .filter(time -> !time.isBefore(FIRST) && time.isBefore(END));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** How many items are wanted at most. */
    int limit() {
        var expected = "a whole number from 1 to " + MOST_ITEMS;
        return parsed("limit", expected, Query::items).orElse(USUAL_ITEMS);
    }

    private static Optional<Integer> items(String text) {
        try {
            return Optional.of(Integer.parseInt(text))
                    .filter(limit -> limit >= 1 && limit <= MOST_ITEMS);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Whether something is wanted; {@code true} or {@code false}. */
    boolean flag(String name) {
        return word(name, List.of("true", "false")).map(Boolean::parseBoolean).orElse(false);
    }

    /** One of these words. */
    Optional<String> word(String name, List<String> words) {
        return parsed(name, oneOf(words), text -> Optional.of(text).filter(words::contains));
    }

    /** Some of these words, parted by commas or in parameters of the same name; none for all. */
    Set<String> words(String name, List<String> words) {
        var found = new LinkedHashSet<String>();
        for (var value : given.getOrDefault(name, List.of())) {
            for (var word : value.split(",", -1)) {
                if (words.contains(word)) {
                    found.add(word);
                } else {
                    wrong(name, oneOf(words), word);
                }
            }
        }
        return found.isEmpty() ? new LinkedHashSet<>(words) : found;
    }

    private static String oneOf(List<String> words) {
        return "one of " + String.join(", ", words);
    }

    private <T> Optional<T> parsed(
            String name, String expected, Function<String, Optional<T>> read) {
        var text = text(name);
        var value = text.flatMap(read);
        if (text.isPresent() && value.isEmpty()) {
            wrong(name, expected, text.get());
        }
        return value;
    }

    /** Notes that a parameter is wrong. */
    void wrong(String name, String expected, String was) {
        wrong.add(new BadParameter(shown(name), expected, shown(was)));
    }

    /** What came, shortened for an answer. */
    static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    /**
     * Ends the request if anything is wrong.
     *
     * @throws ProblemException naming every parameter that is
     */
    void refuseIfWrong() {
        if (!wrong.isEmpty()) {
            throw ProblemException.badParameters(wrong);
        }
    }
}
