package io.telltale.simulator.scenario;

import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.GraphAccount.Command;
import io.telltale.simulator.scenario.GraphAccount.Response;
import io.telltale.simulator.scenario.GraphAccount.Sent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a command within a span of time: two to seven statuses at times of their own, the
 * last of them terminal. Some come back to a status they had, a few have a status that nobody
 * knows. The same for the same seed and place, worked out anew whenever it is asked.
 *
 * @param place tells commands of one seed apart
 */
public record CommandCourse(
        long seed, long place, CommandOrder order, Instant begins, Duration span) {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.ROOT);
    private static final double COMPLETING = 0.7;
    private static final double BACK_AGAIN = 0.35;
    private static final double STRANGE = 0.1;
    private static final double ANSWERING = 0.9;

    /** A status as Graph words it, and what went wrong. */
    private record Word(String status, @Nullable String error) {}

    private static final Word REQUESTING = new Word("requesting", null);
    private static final List<Word> UNDER_WAY =
            List.of(
                    new Word("sentToTarget", null),
                    new Word("executing", null),
                    new Word("retry", null),
                    new Word("retry", "The device did not answer."));
    private static final List<Word> CANCELLING =
            List.of(new Word("cancel", null), new Word("cancelling", null));
    private static final List<Word> STRANGE_ONES =
            List.of(new Word("custom", null), new Word("wakingTarget", null));
    private static final Word COMPLETED = new Word("completed", null);
    private static final Word CANCELED = new Word("canceled", null);
    private static final List<Word> FAILED =
            List.of(
                    new Word("failedToSend", "The device could not be reached."),
                    new Word("executionFailed", "The app refused the command."),
                    new Word("commandDropped", null),
                    new Word("expired", null),
                    new Word("error", "Something went wrong."),
                    CANCELED);

    /** The command as it is at a time. */
    public Sent at(Instant now) {
        var random = SeededRandom.of(seed, place);
        var count = random.nextInt(2, 8);
        var times = times(random, count);
        var words = words(random, count);
        var step = 0;
        while (step + 1 < count && !times.get(step + 1).isAfter(now)) {
            step++;
        }
        var word = words.get(step);
        var response = response(random, times.get(step), word);
        return new Sent(order.deviceId(), command(word), response);
    }

    /** By when the last of it has happened. */
    public Instant ends() {
        return begins.plus(span);
    }

    /** The first status is there from the beginning. */
    private List<Instant> times(SplittableRandom random, int count) {
        var times = new ArrayList<Instant>(count);
        times.add(begins);
        random.longs(count - 1L, span.toMillis() / 100, span.toMillis() * 98 / 100)
                .sorted()
                .forEach(millis -> times.add(begins.plusMillis(millis)));
        return times;
    }

    /** Each differs from the one before, if only in its error. */
    private static List<Word> words(SplittableRandom random, int count) {
        var words = new ArrayList<Word>(List.of(REQUESTING));
        var last =
                SeededRandom.happens(random, COMPLETING)
                        ? COMPLETED
                        : SeededRandom.oneOf(random, FAILED);
        while (words.size() < count - 1) {
            var word = next(random, words, last);
            if (!word.equals(words.getLast())) {
                words.add(word);
            }
        }
        words.add(last);
        return words;
    }

    private static Word next(SplittableRandom random, List<Word> words, Word last) {
        if (words.size() > 2 && SeededRandom.happens(random, BACK_AGAIN)) {
            return words.get(words.size() - 2);
        }
        if (SeededRandom.happens(random, STRANGE)) {
            return SeededRandom.oneOf(random, STRANGE_ONES);
        }
        return SeededRandom.oneOf(random, last.equals(CANCELED) ? CANCELLING : UNDER_WAY);
    }

    private Command command(Word word) {
        return new Command(
                order.id(),
                word.status(),
                order.type(),
                order.appServiceName(),
                order.packageFamilyName(),
                word.error(),
                order.permissionTicket(),
                order.postBackUri(),
                order.payload());
    }

    private Response response(SplittableRandom random, Instant since, Word word) {
        var answers = SeededRandom.happens(random, ANSWERING);
        var empty = random.nextBoolean();
        if (!word.equals(COMPLETED) || (!answers && !empty)) {
            return new Response.None();
        }
        if (!answers) {
            return new Response.Empty();
        }
        var payload = new LinkedHashMap<String, Object>();
        payload.put(
                "@odata.context",
                "https://graph.microsoft.com/devices/$metadata#microsoft.graph.PayloadResponse");
        payload.put("MsIgnoredParameter", 0);
        payload.put("CreationDate", DAY.format(since.atOffset(ZoneOffset.UTC)));
        payload.put("Type", "Ok");
        payload.put("Number", random.nextInt(1_000_000));
        return new Response.Payload(SimulatorJson.tree(payload));
    }
}
