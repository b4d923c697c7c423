package io.telltale.poller.poll;

import io.telltale.poller.poll.Turn.Next;
import io.telltale.providers.page.Answer;
import io.telltale.schemas.record.DeviceProgress;
import io.telltale.schemas.record.OpenRequest;
import io.telltale.schemas.record.ProviderAnswer;
import io.telltale.schemas.record.TaskProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the SMS history of a device, window after window, until now. The rows come by callback
 * to the callback service; here only the answer that they came is waited for.
 *
 * <p>Windows are half-open, in whole seconds, and end 2 min ago. ThingSpace's bounds are exclusive,
 * so a second more is asked for at both ends; what is told twice for it has the same event ids. A
 * full answer means that more may be there: its last second is asked for again.
 */
final class SmsHistoryPoll implements Poll {

    private static final Logger LOG = LoggerFactory.getLogger(SmsHistoryPoll.class);
    private static final Duration SETTLED = Duration.ofMinutes(2);
    private static final Duration DEADLINE = Duration.ofMinutes(20);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int FULL = 500;

    private final String ref;
    private final Instant from;
    private final Duration shortestWindow;
    private final Asking asking;
    private final Function<String, Optional<ProviderAnswer>> answers;

    /** Asks for the events between two times, both exclusive, and returns the request's id. */
    @FunctionalInterface
    interface Asking {
        Answer<String> request(Instant after, Instant before);
    }

    /**
     * Polls the history of one device.
     *
     * @param ref the device
     * @param from begin of the first window
     * @param shortestWindow no window is asked for before it is this long
     * @param answers the answer to a request, once it came
     */
    SmsHistoryPoll(
            String ref,
            Instant from,
            Duration shortestWindow,
            Asking asking,
            Function<String, Optional<ProviderAnswer>> answers) {
        this.ref = ref;
        this.from = from.truncatedTo(ChronoUnit.SECONDS);
        this.shortestWindow = shortestWindow;
        this.asking = asking;
        this.answers = answers;
    }

    @Override
    public Turn turn(TaskState state) {
        var open = Optional.ofNullable(device(state).getOpenRequest());
        return open.map(request -> waitFor(state, request)).orElseGet(() -> ask(state));
    }

    private Turn ask(TaskState state) {
        var begin = Optional.ofNullable(device(state).getDoneUntil()).orElse(from);
        var end = state.now().minus(SETTLED).truncatedTo(ChronoUnit.SECONDS);
        if (Duration.between(begin, end).compareTo(shortestWindow) < 0) {
            return new Turn.Unchanged(new Next.AfterInterval());
        }
        return Turns.of(
                asking.request(begin.minusSeconds(1), end.plusSeconds(1)),
                id -> turn(state, opened(state, id, begin, end), new Next.After(LOOK_AGAIN)));
    }

    private Turn waitFor(TaskState state, OpenRequest request) {
        var answer = answers.apply(request.getRequestId());
        if (answer.isPresent()) {
            return answered(state, request, answer.get());
        }
        if (state.now().isBefore(request.getAskedAt().plus(DEADLINE))) {
            return new Turn.Unchanged(new Next.After(LOOK_AGAIN));
        }
        LOG.warn("history request {} had no callback in {}", request.getRequestId(), DEADLINE);
        return turn(state, closed(state), new Next.AtOnce());
    }

    private Turn answered(TaskState state, OpenRequest request, ProviderAnswer answer) {
        var fault = answer.getFault();
        if (fault != null) {
            LOG.warn("history request {} ended with {}", request.getRequestId(), fault.getCode());
            return turn(state, closed(state), new Next.AfterInterval());
        }
        var last = answer.getLastAt();
        return answer.getRows() >= FULL && last != null
                ? turn(
                        state,
                        doneUntil(state, last.truncatedTo(ChronoUnit.SECONDS)),
                        new Next.AtOnce())
                : turn(state, doneUntil(state, request.getTo()), new Next.AfterInterval());
    }

    private DeviceProgress opened(TaskState state, String id, Instant from, Instant to) {
        var request =
                OpenRequest.newBuilder()
                        .setRequestId(id)
                        .setFrom(from)
                        .setTo(to)
                        .setAskedAt(state.now())
                        .build();
        return changed(state).setOpenRequest(request).build();
    }

    /** The window is asked for again by the next turn. */
    private DeviceProgress closed(TaskState state) {
        return changed(state).setOpenRequest(null).build();
    }

    private DeviceProgress doneUntil(TaskState state, Instant time) {
        return changed(state).setOpenRequest(null).setDoneUntil(time).build();
    }

    private DeviceProgress.Builder changed(TaskState state) {
        return DeviceProgress.newBuilder(device(state));
    }

    private DeviceProgress device(TaskState state) {
        return state.devices().getOrDefault(ref, DeviceProgress.newBuilder().setRef(ref).build());
    }

    private static Turn turn(TaskState state, DeviceProgress device, Next next) {
        return Turn.Answered.with(
                List.of(new Write.Device(device)),
                TaskProgress.newBuilder(state.progress()).setObservedAt(state.now()).build(),
                next);
    }
}
