package io.telltale.streams.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.telltale.schemas.event.EventId;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import io.telltale.streams.store.Lookup;
import java.time.Duration;
import java.util.Arrays;

/** Lookups as answers. */
final class Answers {

    private static final Duration SOON = Duration.ofSeconds(1);

    private Answers() {}

    /** What was found; otherwise the request ends with 404 or with 503. */
    static <T> T known(Lookup<T> lookup, ProblemType unknown, String detail) {
        return switch (lookup) {
            case Lookup.Found<T>(var value) -> value;
            case Lookup.Unknown<T>() -> throw ProblemException.of(unknown, detail);
            case Lookup.NotReady<T>(var reason) ->
                    throw ProblemException.later(ProblemType.NOT_READY, reason, SOON);
        };
    }

    /**
     * One resource with its ETag, or 304 when the caller has it already. The tag is made of all
     * values of the record.
     */
    static HttpResponse<?> single(HttpRequest<?> request, Record body) {
        var tag = '"' + EventId.of(body.toString()) + '"';
        var answer =
                hasIt(request, tag) ? HttpResponse.notModified() : HttpResponse.ok((Object) body);
        return answer.header(HttpHeaders.ETAG, tag);
    }

    private static boolean hasIt(HttpRequest<?> request, String tag) {
        return request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(value -> value.strip().replaceFirst("^W/", ""))
                .anyMatch(value -> value.equals(tag) || value.equals("*"));
    }
}
