package io.telltale.streams.http;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.telltale.streams.store.Reads;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Says on every read how far the graph is; what is not known is left out. */
@ServerFilter({"/devices/**", "/campaigns/**"})
final class PositionFilter {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Reads reads;

    PositionFilter(Reads reads) {
        this.reads = reads;
    }

    @ResponseFilter
    void add(MutableHttpResponse<?> answer) {
        var position = reads.position();
        answer.header("Telltale-Role", "active");
        position.lag().ifPresent(lag -> answer.header("Telltale-Lag", Long.toString(lag)));
        position.asOf().ifPresent(at -> answer.header("Telltale-As-Of", MILLIS.format(at)));
    }
}
