package io.telltale.poller.poll;

import io.telltale.poller.poll.DeviceHistoryProgress.Window;
import io.telltale.poller.poll.PollResult.Next;
import io.telltale.providers.page.Answer;
import io.telltale.providers.thingspace.sms.HistoryRejection;
import io.telltale.schemas.record.OpenRequest;
import io.telltale.schemas.record.PollNow;
import io.telltale.schemas.record.ProviderAnswer;
import io.telltale.schemas.record.TaskProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the SMS history of a set of devices, round after round, window after window, until now.
 * The rows come by callback to the callback service; here only the answer that they came is waited
 * for.
 *
 * <p>A round walks the refs in their order; who joins the set is found by the next one. A turn
 * looks at the open requests, asks for a few windows, and passes over a bounded number of devices
 * for which nothing is due. What is kept between turns is a copy of what a new owner finds in the
 * committed progress of the devices, so that no turn looks at all of them.
 *
 * <p>ThingSpace's bounds are exclusive, so a second more is asked for at both ends; what is told
 * twice for it has the same event ids.
 */
final class SmsHistoryPoll implements TaskPoll {

    private static final Logger LOG = LoggerFactory.getLogger(SmsHistoryPoll.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final int MOST_PASSED = 2000;
    private static final int MOST_FORGOTTEN = 500;

    private final HistorySettings settings;
    private final DeviceSet set;
    private final Asking asking;
    private final Function<String, Optional<ProviderAnswer>> answers;
    private final Callbacks callbacks;

    private final Set<String> open = new HashSet<>();
    private final Map<String, Instant> again = new HashMap<>();
    private final Deque<String> gone = new ArrayDeque<>();
    private Optional<HistoryRound> round = Optional.empty();
    private long number;

    /**
     * Asks for the events of a device, {@code kind:id} as the provider spells it, between two
     * times, both exclusive, and returns the request's id.
     */
    @FunctionalInterface
    interface Asking {
        Answer<String> request(String device, Instant after, Instant before);
    }

    /** The address at which the provider calls us back. */
    interface Callbacks {

        /** Whether it makes sense to ask for what comes there. */
        boolean isOpen();

        /** What has to happen until it does, for people. */
        String waitingFor();
    }

    /**
     * Polls the history of a set.
     *
     * @param answers the answer to a request, once it came; one of another account counts as none
     * @param callbacks where they come
     */
    SmsHistoryPoll(
            HistorySettings settings,
            DeviceSet set,
            Asking asking,
            Function<String, Optional<ProviderAnswer>> answers,
            Callbacks callbacks) {
        this.settings = settings;
        this.set = set;
        this.asking = asking;
        this.answers = answers;
        this.callbacks = callbacks;
    }

    @Override
    public PollResult turn(PollInput state) {
        if (isFirst(state) && !callbacks.isOpen()) {
            return new PollResult.Waiting(callbacks.waitingFor(), LOOK_AGAIN);
        }
        var walk = round(state);
        var turn = new HistoryPollRun(state, settings, asking);
        collect(turn);
        askByHand(state, turn, walk);
        askAgain(turn);
        askOn(turn, walk);
        forget(turn);
        var failure = turn.onlyFailed();
        var retryAt = failure.isPresent() ? state.now() : state.now().plus(AFTER_FAILURE);
        turn.failed().forEach(ref -> again.put(ref, retryAt));
        return failure.<PollResult>map(failed -> failed).orElseGet(() -> done(state, turn, walk));
    }

    /** Whether no device of the task was ever asked for. */
    private static boolean isFirst(PollInput state) {
        return state.devices().isEmpty();
    }

    private PollResult done(PollInput state, HistoryPollRun turn, HistoryRound walk) {
        var progress = progress(state, walk);
        var next = next(turn, walk);
        var isTold = !walk.isOver() || isSame(progress, state.progress());
        return turn.writes().isEmpty() && isTold
                ? new PollResult.Unchanged(next)
                : PollResult.Answered.with(turn.writes(), progress, next);
    }

    /** The round going on; a new one once the last is over and the interval has passed. */
    private HistoryRound round(PollInput state) {
        var current = round.orElseGet(() -> resumed(state));
        var isDue = !state.now().isBefore(current.begunAt().plus(settings.interval()));
        if (round.isPresent() && current.isOver() && (isDue || state.asked().isPresent())) {
            current = walk(state, Optional.empty());
            number++;
            noteGone(state, current);
        }
        round = Optional.of(current);
        return current;
    }

    /**
     * Devices that left the set long ago; those that come back sooner go on from where they were.
     */
    private void noteGone(PollInput state, HistoryRound walk) {
        gone.clear();
        var turn = new HistoryPollRun(state, settings, asking);
        state.devices().keySet().stream()
                .filter(ref -> !walk.holds(ref) && turn.device(ref).isForgotten(state.now()))
                .forEach(gone::add);
    }

    private void forget(HistoryPollRun turn) {
        for (var count = 0; count < MOST_FORGOTTEN && !gone.isEmpty(); count++) {
            turn.forget(gone.removeFirst());
        }
    }

    /** After a take-over: who waits for an answer, and who was passed and not asked. */
    private HistoryRound resumed(PollInput state) {
        number = state.progress().getScan();
        state.devices().values().stream()
                .filter(device -> device.getOpenRequest() != null)
                .forEach(device -> open.add(device.getRef()));
        var walk = walk(state, Optional.ofNullable(state.progress().getCursor()));
        var looked = new HistoryPollRun(state, settings, asking);
        walk.passed().stream()
                .filter(ref -> looked.device(ref).due(state.now(), settings.shortest()).isPresent())
                .forEach(ref -> again.put(ref, state.now()));
        return walk;
    }

    private HistoryRound walk(PollInput state, Optional<String> after) {
        return new HistoryRound(set.refs(state.siblings(), settings.account()), after, state.now());
    }

    private void collect(HistoryPollRun turn) {
        for (var ref : List.copyOf(open)) {
            var device = turn.device(ref);
            var request = device.progress().getOpenRequest();
            if (request == null) {
                open.remove(ref);
                continue;
            }
            var answer =
                    answers.apply(request.getRequestId())
                            .filter(each -> settings.account().equals(each.getAccount()));
            if (answer.isPresent()) {
                open.remove(ref);
                answered(turn, device, request, answer.get());
            } else if (!turn.now().isBefore(request.getAskedAt().plus(patience(device)))) {
                open.remove(ref);
                LOG.warn(
                        "history request {} had no callback in {}; it is asked again",
                        request.getRequestId(),
                        patience(device));
                turn.moved(device.unanswered());
                again.put(ref, turn.now());
            }
        }
    }

    private Duration patience(DeviceHistoryProgress device) {
        return device.patience(settings.deadline());
    }

    private void answered(
            HistoryPollRun turn,
            DeviceHistoryProgress device,
            OpenRequest request,
            ProviderAnswer answer) {
        var ref = device.progress().getRef();
        var fault = answer.getFault();
        if (fault == null) {
            var after = device.answered(request, answer);
            turn.moved(after);
            if (request.getTo().isAfter(after.getDoneUntil())) {
                again.put(ref, turn.now());
            }
            return;
        }
        LOG.warn("history request {} ended with {}", request.getRequestId(), fault.getCode());
        if (HistoryRejection.of(fault.getCode()) == HistoryRejection.DEVICE) {
            turn.moved(device.refused(fault.getCode(), turn.now()));
        } else {
            turn.moved(
                    fault.getCode().equals(HistoryRejection.UNREADABLE)
                            ? device.unreadable(turn.now())
                            : device.unanswered());
            again.put(ref, turn.now().plus(patience(device)));
        }
    }

    /** However short its window and however many wait: somebody looks at it. */
    private void askByHand(PollInput state, HistoryPollRun turn, HistoryRound walk) {
        var named = state.asked().map(PollNow::getDevice);
        var only = state.asked().flatMap(_ -> walk.only());
        named.or(() -> only)
                .flatMap(walk::find)
                .ifPresent(ref ->
                        turn.device(ref)
                                .wanted(turn.now())
                                .ifPresent(window -> ask(turn, ref, window)));
    }

    private void askAgain(HistoryPollRun turn) {
        var due =
                again.entrySet().stream()
                        .filter(entry -> !entry.getValue().isAfter(turn.now()))
                        .map(Map.Entry::getKey)
                        .toList();
        for (var ref : due) {
            if (isFull(turn)) {
                return;
            }
            again.remove(ref);
            turn.device(ref)
                    .due(turn.now(), Duration.ZERO)
                    .ifPresent(window -> ask(turn, ref, window));
        }
    }

    private void askOn(HistoryPollRun turn, HistoryRound walk) {
        for (var passed = 0; passed < MOST_PASSED && !isFull(turn); passed++) {
            var ref = walk.next();
            ref.flatMap(device -> turn.device(device).due(turn.now(), settings.shortest()))
                    .ifPresent(window -> ask(turn, ref.get(), window));
        }
    }

    private void ask(HistoryPollRun turn, String ref, Window window) {
        if (turn.ask(ref, window)) {
            open.add(ref);
        }
    }

    private boolean isFull(HistoryPollRun turn) {
        return turn.isSpent() || open.size() >= settings.inFlight();
    }

    private Next next(HistoryPollRun turn, HistoryRound walk) {
        var now = turn.now();
        var hasRoom = open.size() < settings.inFlight();
        var isWaiting = again.values().stream().anyMatch(at -> !at.isAfter(now));
        if (hasRoom && turn.failed().isEmpty() && (!walk.isOver() || isWaiting)) {
            return new Next.AtOnce();
        }
        if (!open.isEmpty() || !walk.isOver()) {
            return new Next.After(LOOK_AGAIN, waitingFor(turn));
        }
        var pause =
                again.values().stream()
                        .min(Instant::compareTo)
                        .map(at -> Duration.between(now, at))
                        .orElseGet(() ->
                                Duration.between(now, walk.begunAt().plus(settings.interval())));
        return new Next.After(pause.compareTo(LOOK_AGAIN) < 0 ? LOOK_AGAIN : pause);
    }

    private Optional<String> waitingFor(HistoryPollRun turn) {
        return open.stream()
                .flatMap(ref -> Stream.ofNullable(turn.device(ref).progress().getOpenRequest()))
                .map(OpenRequest::getAskedAt)
                .min(Instant::compareTo)
                .map(oldest ->
                        "%d callbacks, the oldest asked for at %s".formatted(open.size(), oldest));
    }

    private TaskProgress progress(PollInput state, HistoryRound walk) {
        return TaskProgress.newBuilder(state.progress())
                .setCursor(walk.isOver() ? null : walk.reached().orElse(null))
                .setScan(number)
                .setSeen(walk.position())
                .setTotal((long) walk.size())
                .setObservedAt(state.now())
                .build();
    }

    private static boolean isSame(TaskProgress one, TaskProgress other) {
        return one.getSeen() == other.getSeen()
                && Objects.equals(one.getTotal(), other.getTotal())
                && Objects.equals(one.getCursor(), other.getCursor());
    }
}
