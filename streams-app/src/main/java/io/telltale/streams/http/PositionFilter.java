package io.telltale.streams.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.telltale.streams.store.Position;
import io.telltale.streams.store.Reads;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Says on every read how far the graph is; what is not known is left out. It is looked up before
 * the stores are read, so an answer is at least as new as it says.
 */
@ServerFilter({"/devices/**", "/campaigns/**"})
final class PositionFilter {

    private static final String POSITION = "telltale.position";
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Reads reads;

    PositionFilter(Reads reads) {
        this.reads = reads;
    }

    @RequestFilter
    void look(HttpRequest<?> request) {
        request.setAttribute(POSITION, reads.position());
    }

    @ResponseFilter
    void add(HttpRequest<?> request, MutableHttpResponse<?> answer) {
        request.getAttribute(POSITION, Position.class).ifPresent(position -> say(position, answer));
    }

    private static void say(Position position, MutableHttpResponse<?> answer) {
        answer.header("Telltale-Role", "active");
        position.lag().ifPresent(lag -> answer.header("Telltale-Lag", Long.toString(lag)));
        position.asOf().ifPresent(at -> answer.header("Telltale-As-Of", MILLIS.format(at)));
    }
}
