package io.telltale.streams.fold;

import static io.telltale.streams.fold.Tellings.REF;
import static java.util.Objects.requireNonNull;

import io.telltale.schemas.event.Event;
import io.telltale.streams.record.DevicePart;
import io.telltale.streams.topology.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What rows come to one by one, in any order, is what all of them come to. */
class PartsInAnyOrderTest {

    @Test
    void readingsOfTasks() {
        agree(Orders.MANY, 12, tellings -> tellings::reading);
    }

    @Test
    void sightingsOfMessages() {
        agree(Orders.MANY, 12, tellings -> tellings::sms);
    }

    @Test
    void rowsOfPushes() {
        agree(Orders.MANY, 9, tellings -> tellings::push);
    }

    @Test
    void everythingTogether() {
        agree(Orders.MANY, 12, tellings -> tellings::any);
    }

    /** More changes than a task keeps, and late ones that push others out. */
    @Test
    void readingsOfLongTasks() {
        agree(Orders.MANY / 20, 120, tellings -> tellings::reading);
    }

    /** A task that was left out comes back whole when it is told again. */
    @Test
    void readingsOfMoreTasksThanAPartKeeps() {
        Orders.agree(
                20,
                random -> {
                    var tellings = new Tellings(random);
                    var readings = new ArrayList<Event>();
                    for (var number = 0; number < 450; number++) {
                        readings.add(tellings.reading("task" + number % 225));
                    }
                    return readings;
                },
                news -> {
                    var plain = PlainPart.ofAll(news);
                    plain.computeIfPresent("tasks", (_, all) -> ((List<?>) all).subList(0, 200));
                    return plain;
                },
                PartsInAnyOrderTest::oneByOne);
    }

    /** As when a spell gets other limits. */
    @Test
    void rowsThatAreCountedAnewFromTheStore() {
        Orders.agree(
                Orders.MANY,
                some(12, tellings -> tellings::any),
                PlainPart::ofAll,
                news -> {
                    var rows = new FiledRows();
                    news.forEach(rows::add);
                    return PlainPart.of(requireNonNull(Parts.of(REF, rows.all())));
                });
    }

    private static void agree(int orders, int most, Function<Tellings, Supplier<Event>> next) {
        Orders.agree(orders, some(most, next), PlainPart::ofAll, PartsInAnyOrderTest::oneByOne);
    }

    private static Function<Random, List<Event>> some(
            int most, Function<Tellings, Supplier<Event>> next) {
        return random -> {
            var tellings = new Tellings(random);
            return tellings.some(most, next.apply(tellings));
        };
    }

    private static Map<String, Object> oneByOne(List<Event> news) {
        var rows = new FiledRows();
        DevicePart part = null;
        for (var event : news) {
            part = Parts.added(part, REF, event, rows);
            rows.add(event);
        }
        return PlainPart.of(requireNonNull(part));
    }
}
