package io.telltale.service.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpRequest;
import io.telltale.service.problem.Problem.BadParameter;
import io.telltale.service.problem.ProblemException;
import java.net.URLDecoder;
import java.net.URLEncoder;
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
 * The parameters of one request. Faults are collected while they are read; values count only after
 * {@link #refuseIfWrong}. Not safe for threads.
 */
public final class Query {

    private static final int MOST_ITEMS = 500;
    private static final int DEFAULT_ITEMS = 100;
    private static final int LONGEST = 100;
    private static final int LONGEST_CURSOR = 1_000;
    private static final int LONGEST_LARGE_CURSOR = 3_500;
    private static final int LONGEST_SHOWN = 100;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final String A_TIME =
            "a time such as 2026-11-20T23:00:00Z, of a year from 1 to 9999";

    private final Map<String, List<String>> given = new LinkedHashMap<>();
    private final List<BadParameter> wrong = new ArrayList<>();

    private Query() {}

    /**
     * Parses the query of a request. A plus is a plus, so that the zone of a time may be written as
     * it is.
     *
     * @param known all names that it may hold
     */
    public static Query of(HttpRequest<?> request, Set<String> known) {
        var query = new Query();
        var text = request.getUri().getRawQuery();
        if (text != null) {
            Arrays.stream(text.split("&", -1))
                    .filter(pair -> !pair.isEmpty())
                    .forEach(pair -> query.add(pair, known));
        }
        return query;
    }

    /**
     * Requires that a request has no query.
     *
     * @throws ProblemException naming every parameter
     */
    public static void none(HttpRequest<?> request) {
        of(request, Set.of()).refuseIfWrong();
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

    /** Whether the parameter was given. */
    public boolean has(String name) {
        return given.containsKey(name);
    }

    /** A text of at most 100 characters. */
    public Optional<String> text(String name) {
        return text(name, LONGEST);
    }

    /** A text of at most so many characters. */
    public Optional<String> text(String name, int longest) {
        var values = texts(name);
        if (values.size() > 1) {
            wrong(name, "given once", String.join(", ", values));
            return Optional.empty();
        }
        var value = values.stream().findFirst();
        if (value.isPresent() && value.get().length() > longest) {
            wrong(name, "at most " + longest + " characters", value.get());
            return Optional.empty();
        }
        return value;
    }

    /** All values of a parameter that may be repeated. */
    public List<String> texts(String name) {
        return List.copyOf(given.getOrDefault(name, List.of()));
    }

    /** A cursor of at most 1,000 characters; {@link Cursor#parse} reads it. */
    public Optional<String> cursor() {
        return text("cursor", LONGEST_CURSOR);
    }

    /** A cursor whose place is long, such as a provider's link or a position of each partition. */
    public Optional<String> largeCursor() {
        return text("cursor", LONGEST_LARGE_CURSOR);
    }

    /** A point in time, of any fraction of a second and in any zone. */
    public Optional<Instant> time(String name) {
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

    /** Most items of a page: 1 to 500, else 100. */
    public int limit() {
        return number("limit", 1, MOST_ITEMS).map(Math::toIntExact).orElse(DEFAULT_ITEMS);
    }

    /** A whole number of this range, both ends included. */
    public Optional<Long> number(String name, long least, long most) {
        var expected =
                most == Long.MAX_VALUE
                        ? "a whole number, " + least + " or more"
                        : "a whole number from %d to %d".formatted(least, most);
        return parsed(name, expected, text -> wholeNumber(text, least, most));
    }

    private static Optional<Long> wholeNumber(String text, long least, long most) {
        try {
            return Optional.of(Long.parseLong(text))
                    .filter(number -> number >= least && number <= most);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** The value, or the default while the parameter is noted as missing. */
    public <T> T required(String name, String expected, Optional<T> value, T whileMissing) {
        if (!has(name)) {
            wrong(name, expected, "");
        }
        return value.orElse(whileMissing);
    }

    /** Whether something is wanted; {@code true} or {@code false}. */
    public boolean flag(String name) {
        return word(name, List.of("true", "false")).map(Boolean::parseBoolean).orElse(false);
    }

    /** One of these words. */
    public Optional<String> word(String name, List<String> words) {
        return parsed(name, oneOf(words), text -> Optional.of(text).filter(words::contains));
    }

    /** Some of these words, comma-separated or in repeated parameters; none for all. */
    public Set<String> words(String name, List<String> words) {
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

    /** A value that this reads from the text; wrong where it reads none. */
    public <T> Optional<T> parsed(
            String name, String expected, Function<String, Optional<T>> read) {
        var text = text(name);
        var value = text.flatMap(read);
        if (text.isPresent() && value.isEmpty()) {
            wrong(name, expected, text.get());
        }
        return value;
    }

    /** Notes that a parameter is wrong. */
    public void wrong(String name, String expected, String was) {
        wrong.add(new BadParameter(shown(name), expected, shown(was)));
    }

    /** The text as a segment of a path or a value in a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** What came, shortened for an answer. */
    public static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    /**
     * Ends the request if anything is wrong.
     *
     * @throws ProblemException naming every parameter that is
     */
    public void refuseIfWrong() {
        if (!wrong.isEmpty()) {
            throw ProblemException.badParameters(wrong);
        }
    }
}
