package io.telltale.benchmarks.mix;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Repeats three events in a hundred, seen later, as a poller does after a crash: one of the last
 * 10,000 events.
 */
final class Repeats {

    private static final int REPEATED_OF_100 = 3;
    private static final int REMEMBERED = 10_000;

    private final SplittableRandom random;
    private final List<Event> last = new ArrayList<>(REMEMBERED);
    private int next;

    Repeats(SplittableRandom random) {
        this.random = random;
    }

    /** The events, with repeats of earlier ones among them. */
    List<Event> among(List<Event> events, Instant now) {
        var all = new ArrayList<Event>(events.size() + 4);
        for (var event : events) {
            all.add(event);
            if (random.nextInt(100) < REPEATED_OF_100 && !last.isEmpty()) {
                all.add(seen(last.get(random.nextInt(last.size())), now));
            }
            remember(event);
        }
        return all;
    }

    private void remember(Event event) {
        if (last.size() < REMEMBERED) {
            last.add(event);
        } else {
            last.set(next++ % REMEMBERED, event);
        }
    }

    private static Event seen(Event event, Instant now) {
        return switch (event) {
            case Event.Status(var status) ->
                    new Event.Status(
                            DeviceStatusEvent.newBuilder(status).setObservedAt(now).build());
            case Event.Sms(var sms) ->
                    new Event.Sms(SmsEvent.newBuilder(sms).setObservedAt(now).build());
            case Event.PushAction(var push) ->
                    new Event.PushAction(
                            PushActionEvent.newBuilder(push).setObservedAt(now).build());
        };
    }
}
