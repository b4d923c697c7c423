package io.telltale.poller.poll.thingspace.sms;

import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.PollResult.Next;
import io.telltale.poller.poll.TaskParameters;
import io.telltale.poller.poll.TaskPoll;
import io.telltale.poller.poll.thingspace.CallbackReadiness;
import io.telltale.poller.poll.thingspace.ThingSpaceClients;
import io.telltale.poller.poll.thingspace.sms.DeviceHistoryProgress.Window;
import io.telltale.providers.page.Answer;
import io.telltale.providers.thingspace.device.ProviderDeviceId;
import io.telltale.providers.thingspace.sms.HistoryRejection;
import io.telltale.schemas.record.OpenRequest;
import io.telltale.schemas.record.PollNow;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.ProviderAnswer;
import io.telltale.schemas.record.TaskProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
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
 * Requests the SMS history of a set of devices, round after round, window after window, until now.
 * The rows come by callback to the callback service; this poll only waits for the record that they
 * came.
 *
 * <p>A round walks the refs in their order; a device that joins the set is found by the next round.
 * A poll checks the open requests, requests a few windows, and passes a bounded number of devices
 * without a due window. Between polls it keeps a copy of what a new owner finds in the committed
 * progress of the devices, so that no poll looks at all of them.
 *
 * <p>ThingSpace's bounds are exclusive, so each window is extended by a second at both ends; rows
 * that come twice have the same event ids.
 */
public final class SmsHistoryPoll implements TaskPoll {

    private static final Logger LOG = LoggerFactory.getLogger(SmsHistoryPoll.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final int MOST_PASSED = 2000;
    private static final int MOST_FORGOTTEN = 500;

    private final HistorySettings settings;
    private final DeviceSet set;
    private final HistoryRequests requests;
    private final Function<String, Optional<ProviderAnswer>> answers;
    private final CallbackReadiness callbacks;

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
    interface HistoryRequests {
        Answer<String> send(String device, Instant after, Instant before);
    }

    /**
     * Polls the histories of the task's devices.
     *
     * @param answers the answer to a request, once it came; one of another account counts as none
     * @throws IllegalArgumentException if a parameter is wrong
     * @throws java.time.DateTimeException if one is no time
     */
    public static SmsHistoryPoll of(
            PollTask task,
            ThingSpaceClients clients,
            Function<String, Optional<ProviderAnswer>> answers,
            Function<String, Collection<String>> seen,
            Clock clock) {
        return new SmsHistoryPoll(
                HistorySettings.of(task, clock),
                DeviceSet.of(new TaskParameters(task), seen),
                (device, after, before) ->
                        clients.history()
                                .request(
                                        ProviderDeviceId.parse(device),
                                        Optional.of(after),
                                        Optional.of(before)),
                answers,
                clients.callbacks());
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
            HistoryRequests requests,
            Function<String, Optional<ProviderAnswer>> answers,
            CallbackReadiness callbacks) {
        this.settings = settings;
        this.set = set;
        this.requests = requests;
        this.answers = answers;
        this.callbacks = callbacks;
    }

    @Override
    public PollResult poll(PollInput input) {
        if (isFirst(input) && !callbacks.isOpen()) {
            return new PollResult.Waiting(callbacks.waitingFor(), LOOK_AGAIN);
        }
        var walk = round(input);
        var run = new HistoryPollRun(input, settings, requests);
        collect(run);
        askByHand(input, run, walk);
        askAgain(run);
        askOn(run, walk);
        forget(run);
        var failure = run.onlyFailed();
        var retryAt = failure.isPresent() ? input.now() : input.now().plus(AFTER_FAILURE);
        run.failed().forEach(ref -> again.put(ref, retryAt));
        return failure.<PollResult>map(failed -> failed).orElseGet(() -> done(input, run, walk));
    }

    /** Whether no device of the task was ever asked for. */
    private static boolean isFirst(PollInput input) {
        return input.devices().isEmpty();
    }

    private PollResult done(PollInput input, HistoryPollRun run, HistoryRound walk) {
        var progress = progress(input, walk);
        var next = next(run, walk);
        var isKnown = !walk.isOver() || isSame(progress, input.progress());
        return run.outputs().isEmpty() && isKnown
                ? new PollResult.Unchanged(next)
                : PollResult.Answered.with(run.outputs(), progress, next);
    }

    /** The round going on; a new one once the last is over and the interval has passed. */
    private HistoryRound round(PollInput input) {
        var current = round.orElseGet(() -> resumed(input));
        var isDue = !input.now().isBefore(current.begunAt().plus(settings.interval()));
        if (round.isPresent() && current.isOver() && (isDue || input.pollNow().isPresent())) {
            current = walk(input, Optional.empty());
            number++;
            noteGone(input, current);
        }
        round = Optional.of(current);
        return current;
    }

    /**
     * Devices that left the set long ago; those that come back sooner go on from where they were.
     */
    private void noteGone(PollInput input, HistoryRound walk) {
        gone.clear();
        var run = new HistoryPollRun(input, settings, requests);
        input.devices().keySet().stream()
                .filter(ref -> !walk.holds(ref) && run.device(ref).isForgotten(input.now()))
                .forEach(gone::add);
    }

    private void forget(HistoryPollRun run) {
        for (var count = 0; count < MOST_FORGOTTEN && !gone.isEmpty(); count++) {
            run.forget(gone.removeFirst());
        }
    }

    /** After a take-over: devices with open requests, and passed devices that are due. */
    private HistoryRound resumed(PollInput input) {
        number = input.progress().getScan();
        input.devices().values().stream()
                .filter(device -> device.getOpenRequest() != null)
                .forEach(device -> open.add(device.getRef()));
        var walk = walk(input, Optional.ofNullable(input.progress().getCursor()));
        var looked = new HistoryPollRun(input, settings, requests);
        walk.passed().stream()
                .filter(ref -> looked.device(ref).due(input.now(), settings.shortest()).isPresent())
                .forEach(ref -> again.put(ref, input.now()));
        return walk;
    }

    private HistoryRound walk(PollInput input, Optional<String> after) {
        return new HistoryRound(
                set.refs(input.otherTasks(), settings.account()), after, input.now());
    }

    private void collect(HistoryPollRun run) {
        for (var ref : List.copyOf(open)) {
            var device = run.device(ref);
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
                answered(run, device, request, answer.get());
            } else if (!run.now().isBefore(request.getAskedAt().plus(patience(device)))) {
                open.remove(ref);
                LOG.warn(
                        "history request {} had no callback in {}; it is asked again",
                        request.getRequestId(),
                        patience(device));
                run.moved(device.unanswered());
                again.put(ref, run.now());
            }
        }
    }

    private Duration patience(DeviceHistoryProgress device) {
        return device.patience(settings.deadline());
    }

    private void answered(
            HistoryPollRun run,
            DeviceHistoryProgress device,
            OpenRequest request,
            ProviderAnswer answer) {
        var ref = device.progress().getRef();
        var fault = answer.getFault();
        if (fault == null) {
            var after = device.answered(request, answer);
            run.moved(after);
            if (request.getTo().isAfter(after.getDoneUntil())) {
                again.put(ref, run.now());
            }
            return;
        }
        LOG.warn("history request {} ended with {}", request.getRequestId(), fault.getCode());
        if (HistoryRejection.of(fault.getCode()) == HistoryRejection.DEVICE) {
            run.moved(device.refused(fault.getCode(), run.now()));
        } else {
            run.moved(
                    fault.getCode().equals(HistoryRejection.UNREADABLE)
                            ? device.unreadable(run.now())
                            : device.unanswered());
            again.put(ref, run.now().plus(patience(device)));
        }
    }

    /** However short the window and however many requests are open: an operator waits for it. */
    private void askByHand(PollInput input, HistoryPollRun run, HistoryRound walk) {
        var named = input.pollNow().map(PollNow::getDevice);
        var only = input.pollNow().flatMap(_ -> walk.only());
        named.or(() -> only)
                .flatMap(walk::find)
                .ifPresent(ref ->
                        run.device(ref)
                                .wanted(run.now())
                                .ifPresent(window -> ask(run, ref, window)));
    }

    private void askAgain(HistoryPollRun run) {
        var due =
                again.entrySet().stream()
                        .filter(entry -> !entry.getValue().isAfter(run.now()))
                        .map(Map.Entry::getKey)
                        .toList();
        for (var ref : due) {
            if (isFull(run)) {
                return;
            }
            again.remove(ref);
            run.device(ref)
                    .due(run.now(), Duration.ZERO)
                    .ifPresent(window -> ask(run, ref, window));
        }
    }

    private void askOn(HistoryPollRun run, HistoryRound walk) {
        for (var passed = 0; passed < MOST_PASSED && !isFull(run); passed++) {
            var ref = walk.next();
            ref.flatMap(device -> run.device(device).due(run.now(), settings.shortest()))
                    .ifPresent(window -> ask(run, ref.get(), window));
        }
    }

    private void ask(HistoryPollRun run, String ref, Window window) {
        if (run.ask(ref, window)) {
            open.add(ref);
        }
    }

    private boolean isFull(HistoryPollRun run) {
        return run.isSpent() || open.size() >= settings.inFlight();
    }

    private Next next(HistoryPollRun run, HistoryRound walk) {
        var now = run.now();
        var hasRoom = open.size() < settings.inFlight();
        var isWaiting = again.values().stream().anyMatch(at -> !at.isAfter(now));
        if (hasRoom && run.failed().isEmpty() && (!walk.isOver() || isWaiting)) {
            return new Next.AtOnce();
        }
        if (!open.isEmpty() || !walk.isOver()) {
            return new Next.After(LOOK_AGAIN, waitingFor(run));
        }
        var pause =
                again.values().stream()
                        .min(Instant::compareTo)
                        .map(at -> Duration.between(now, at))
                        .orElseGet(() ->
                                Duration.between(now, walk.begunAt().plus(settings.interval())));
        return new Next.After(pause.compareTo(LOOK_AGAIN) < 0 ? LOOK_AGAIN : pause);
    }

    private Optional<String> waitingFor(HistoryPollRun run) {
        return open.stream()
                .flatMap(ref -> Stream.ofNullable(run.device(ref).progress().getOpenRequest()))
                .map(OpenRequest::getAskedAt)
                .min(Instant::compareTo)
                .map(oldest ->
                        "%d callbacks, the oldest asked for at %s".formatted(open.size(), oldest));
    }

    private TaskProgress progress(PollInput input, HistoryRound walk) {
        return input.reached()
                .setCursor(walk.isOver() ? null : walk.reached().orElse(null))
                .setScan(number)
                .setSeen(walk.position())
                .setTotal((long) walk.size())
                .build();
    }

    private static boolean isSame(TaskProgress one, TaskProgress other) {
        return one.getSeen() == other.getSeen()
                && Objects.equals(one.getTotal(), other.getTotal())
                && Objects.equals(one.getCursor(), other.getCursor());
    }
}
