package io.telltale.streams.http;

import io.micronaut.http.HttpRequest;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.service.query.Cursor;
import io.telltale.service.query.Cursor.TimedPlace;
import io.telltale.service.query.Query;
import io.telltale.streams.query.Device;
import io.telltale.streams.query.HistoryPosition;
import io.telltale.streams.query.Page;
import io.telltale.streams.query.PageRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which page of a device's history is wanted.
 *
 * @param at when the ref belonged to the device; empty for now
 * @param families which ones, of a timeline
 * @param page as the stores are asked
 * @param list digest of what narrows the list
 * @param cursor where the page before ended
 */
record HistoryRequest(
        Optional<Instant> at,
        Set<TimelineFamily> families,
        PageRequest page,
        String list,
        Optional<Cursor> cursor) {

    private static final Set<String> KNOWN = Set.of("at", "from", "to", "limit", "cursor");
    private static final Set<String> KNOWN_OF_TIMELINE =
            Set.of("at", "from", "to", "limit", "cursor", "family");
    private static final List<String> FAMILIES =
            Stream.of(TimelineFamily.values())
                    .filter(family -> family != TimelineFamily.UNKNOWN)
                    .map(Enum::name)
                    .toList();

    /** The set is copied. */
    HistoryRequest {
        families = Set.copyOf(families);
    }

    /** A list of one kind of facts. */
    static HistoryRequest of(HttpRequest<?> request, String name) {
        return of(Query.of(request, KNOWN), name, Set.of());
    }

    /** A list of what happened. */
    static HistoryRequest ofTimeline(HttpRequest<?> request) {
        var query = Query.of(request, KNOWN_OF_TIMELINE);
        return of(query, "timeline", query.words("family", FAMILIES));
    }

    private static HistoryRequest of(Query query, String name, Set<String> families) {
        var at = query.time("at");
        var from = query.time("from").map(HistoryRequest::wholeMillis);
        var to = query.time("to").map(HistoryRequest::wholeMillis);
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            query.wrong("from", "no later than to, " + to.get(), from.get().toString());
        }
        var limit = query.limit();
        var given = query.cursor();
        query.refuseIfWrong();

        var list = list(name, at, from, to, families);
        var cursor = given.map(text -> Cursor.parse(text, list));
        var page = PageRequest.of(from, to, cursor.map(HistoryRequest::position), limit);
        return new HistoryRequest(at, enums(families), page, list, cursor);
    }

    private static HistoryPosition position(Cursor cursor) {
        var place = cursor.timed();
        return new HistoryPosition(place.at(), place.id());
    }

    /** The first whole millisecond at or after it, since everything lies on whole ones. */
    private static Instant wholeMillis(Instant time) {
        var floor = time.truncatedTo(ChronoUnit.MILLIS);
        return floor.equals(time) ? time : floor.plusMillis(1);
    }

    private static String list(
            String name,
            Optional<Instant> at,
            Optional<Instant> from,
            Optional<Instant> to,
            Set<String> families) {
        return Cursor.listOf(
                name,
                at.map(Instant::toString).orElse(null),
                from.map(Instant::toString).orElse(null),
                to.map(Instant::toString).orElse(null),
                String.join(",", new TreeSet<>(families)));
    }

    private static Set<TimelineFamily> enums(Set<String> words) {
        var families = EnumSet.noneOf(TimelineFamily.class);
        words.forEach(word -> families.add(TimelineFamily.valueOf(word)));
        return families;
    }

    /**
     * The same device, if the cursor is of its history: under the key that it has, or under one
     * that it had when the page before was asked for.
     */
    Device own(Device device) {
        if (cursor.isPresent() && !isOf(device, cursor.get().owner())) {
            throw cursor.get().bad();
        }
        return device;
    }

    private static boolean isOf(Device device, String owner) {
        return owner.equals(device.key())
                || device.spans().stream().anyMatch(span -> span.ref().equals(owner));
    }

    <V, T> ListJson<T> answer(Device device, Page<V, HistoryPosition> page, Function<V, T> json) {
        return ListJson.of(
                page,
                json,
                last ->
                        new Cursor(
                                        list,
                                        device.key(),
                                        new TimedPlace(last.orderAt(), last.eventId()))
                                .toString());
    }
}
