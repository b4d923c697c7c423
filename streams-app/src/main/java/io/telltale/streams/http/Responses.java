package io.telltale.streams.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.json.JsonMapper;
import io.telltale.schemas.digest.Sha256;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import io.telltale.streams.query.Lookup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;

/** Turns lookups into responses. */
@Singleton
final class Responses {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int TAG_BYTES = 18;
    private static final String WEAK = "W/";

    private final JsonMapper mapper;

    Responses(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** What was found; otherwise the request ends with 404 or with 503. */
    static <T> T found(Lookup<T> lookup, ProblemType unknown, Supplier<String> detail) {
        return switch (lookup) {
            case Lookup.Found<T>(var value) -> value;
            case Lookup.Unknown<T>(var freshness) -> {
                FreshnessFilter.answerAsOf(freshness);
                throw ProblemException.of(unknown, detail.get());
            }
            case Lookup.NotReady<T>(var reason) -> throw later(reason);
            case Lookup.Incomplete<T>(var reason) ->
                    throw ProblemException.later(ProblemType.INCOMPLETE, reason, SOON);
        };
    }

    /** What was found where there is always something, if only an empty list; otherwise 503. */
    static <T> T found(Lookup<T> lookup) {
        return switch (lookup) {
            case Lookup.Found<T>(var value) -> value;
            case Lookup.Unknown<T> _ -> throw later("what is there is still being read");
            case Lookup.NotReady<T>(var reason) -> throw later(reason);
            case Lookup.Incomplete<T>(var reason) ->
                    throw ProblemException.later(ProblemType.INCOMPLETE, reason, SOON);
        };
    }

    private static ProblemException later(String reason) {
        return ProblemException.later(ProblemType.NOT_READY, reason, SOON);
    }

    /**
     * One resource with its ETag, or 304 when the caller has it already. The tag is made of the
     * bytes of the answer, so it changes with whatever a caller sees, and with nothing else. It is
     * weak: the server may send the same bytes packed.
     */
    HttpResponse<?> single(HttpRequest<?> request, Object body) {
        var bytes = bytes(body);
        var tag = tag(bytes);
        var answer =
                hasIt(request, tag)
                        ? HttpResponse.notModified()
                        : HttpResponse.ok(bytes).contentType(MediaType.APPLICATION_JSON_TYPE);
        return answer.header(HttpHeaders.ETAG, WEAK + tag);
    }

    private byte[] bytes(Object body) {
        try {
            return mapper.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(byte[] bytes) {
        var start = Arrays.copyOf(Sha256.of(bytes), TAG_BYTES);
        return '"' + Base64.getUrlEncoder().encodeToString(start) + '"';
    }

    /** Compared as weak tags, which {@code If-None-Match} wants. */
    private static boolean hasIt(HttpRequest<?> request, String tag) {
        for (var value : request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH)) {
            for (var part : value.split(",", -1)) {
                var one = part.strip();
                if (one.equals("*") || one.equals(tag) || one.equals(WEAK + tag)) {
                    return true;
                }
            }
        }
        return false;
    }
}
