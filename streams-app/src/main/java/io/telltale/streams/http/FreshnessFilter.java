package io.telltale.streams.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.context.ServerRequestContext;
import io.telltale.streams.query.DeviceQueries;
import io.telltale.streams.query.Freshness;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Adds role, lag and as-of to every read; what is not known is left out. Freshness is looked up
 * before the stores are read, so an answer is at least as new as it says.
 */
@ServerFilter({"/devices/**", "/campaigns/**"})
final class FreshnessFilter {

    private static final String POSITION = "telltale.position";
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final DeviceQueries queries;

    FreshnessFilter(DeviceQueries queries) {
        this.queries = queries;
    }

    @RequestFilter
    void look(HttpRequest<?> request) {
        request.setAttribute(POSITION, queries.freshness());
    }

    /** What is missing was looked for until the copies were fresh, later than the first look. */
    static void answerAsOf(Freshness freshness) {
        ServerRequestContext.currentRequest()
                .ifPresent(request -> request.setAttribute(POSITION, freshness));
    }

    @ResponseFilter
    void add(HttpRequest<?> request, MutableHttpResponse<?> answer) {
        request.getAttribute(POSITION, Freshness.class)
                .ifPresent(freshness -> addTo(answer, freshness));
    }

    private static void addTo(MutableHttpResponse<?> answer, Freshness freshness) {
        answer.header("Telltale-Role", freshness.role().name().toLowerCase(Locale.ROOT));
        freshness.lag().ifPresent(lag -> answer.header("Telltale-Lag", Long.toString(lag)));
        freshness.asOf().ifPresent(at -> answer.header("Telltale-As-Of", MILLIS.format(at)));
    }
}
