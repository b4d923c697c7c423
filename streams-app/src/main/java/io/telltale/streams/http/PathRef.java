package io.telltale.streams.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpRequest;
import java.net.URLDecoder;

/** The ref in a path: the segment after the collection's name, with percent signs decoded. */
final class PathRef {

    private static final int SEGMENT = 2;

    private PathRef() {}

    /**
     * The ref as it was typed, in whatever spelling. A plus is a plus here, which the framework
     * would read as a blank.
     */
    static String of(HttpRequest<?> request) {
        var segments = request.getUri().getRawPath().split("/", SEGMENT + 2);
        return URLDecoder.decode(segments[SEGMENT].replace("+", "%2B"), UTF_8);
    }
}
