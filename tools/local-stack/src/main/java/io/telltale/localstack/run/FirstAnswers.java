package io.telltale.localstack.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Waits until the requests of the README are answered with 200: parts that are ready have not
 * polled yet.
 */
public final class FirstAnswers {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration REMINDER = Duration.ofSeconds(5);
    private static final Duration LONGEST_TRY = Duration.ofSeconds(5);

    private final URI base;
    private final Duration limit;
    private final Progress progress;

    /**
     * Nothing asked yet.
     *
     * @param base address of the part that answers
     * @param limit longest wait for all of them
     */
    public FirstAnswers(URI base, Duration limit, Progress progress) {
        this.base = base;
        this.limit = limit;
        this.progress = progress;
    }

    /**
     * Asks until each was answered, the time is over or the stack is being stopped. Returns those
     * that were not, each with what came last, such as {@code /devices/imei:1 (404)}.
     */
    public List<String> await(List<String> paths, BooleanSupplier isStopping) {
        var lines = new PeriodicLines(progress, "first answers", REMINDER);
        var deadline = System.nanoTime() + limit.toNanos();
        var open = List.copyOf(paths);
        try (var http = HttpClient.newBuilder().connectTimeout(LONGEST_TRY).build()) {
            while (true) {
                var missing = new ArrayList<String>();
                var stillOpen = new ArrayList<String>();
                for (var path : open) {
                    var came = ask(http, path);
                    if (!came.equals("200")) {
                        stillOpen.add(path);
                        missing.add("%s (%s)".formatted(path, came));
                    }
                }
                open = stillOpen;
                if (open.isEmpty()
                        || isStopping.getAsBoolean()
                        || System.nanoTime() > deadline
                        || !Pause.of(PAUSE)) {
                    return missing;
                }
                lines.every(() -> "waiting for " + String.join(", ", missing));
            }
        }
    }

    private String ask(HttpClient http, String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(LONGEST_TRY).build();
        try {
            return Integer.toString(http.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return "no answer";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
