package io.telltale.streams.ref;

import io.telltale.schemas.record.CommandDetail;
import io.telltale.streams.encoding.EncodedSize;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.record.Card;
import io.telltale.streams.record.RefPart;
import io.telltale.streams.record.TaskHistory;
import io.telltale.streams.step.TimeShare;
import io.telltale.streams.step.TypedStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends changed cards with their tasks to their devices, in order of arrival and at a bounded share
 * of the time.
 *
 * <p>Marks are numbers that grow; a card has the mark with which it began to wait. Since cards are
 * sent in this order, one number marks how far: sending writes no card. The queue is rebuilt from
 * the later marks when the task opens, so a crash loses none and repeats none.
 */
final class PartOutbox {

    static final Duration TICK = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(PartOutbox.class);

    /** Tasks of an interval that are looked at for a part. */
    static final int MOST_LOOKED_AT = 1_000;

    /** Tasks that a part carries. */
    static final int MOST_TASKS = 200;

    /** Payloads that a part carries, in characters. */
    private static final int MOST_PAYLOAD = 256 * 1024;

    private final RefState state;
    private final RefOutputs outputs;
    private final TimeShare share;
    private final Map<PairKey, Waiting> queue = new LinkedHashMap<>();
    private long lastMark;
    private long sentMark;

    PartOutbox(RefState state, RefOutputs outputs, BooleanSupplier isBehind) {
        this.state = state;
        this.outputs = outputs;
        this.share = new TimeShare(TICK, isBehind);
        this.sentMark = state.sentMark();
        this.lastMark = sentMark;
        for (var marked : state.markedCards(sentMark)) {
            queue.put(marked.key(), new Waiting(marked.mark(), System.nanoTime()));
            lastMark = marked.mark();
        }
    }

    /**
     * A card that waits.
     *
     * @param mark what it is marked with
     * @param since when it began to wait, in nanoseconds of a monotonic clock
     */
    private record Waiting(long mark, long since) {}

    /** The mark to write a changed card with; from now on the card waits. */
    long mark(PairKey card) {
        return queue.computeIfAbsent(card, _ -> new Waiting(++lastMark, System.nanoTime())).mark();
    }

    void tick() {
        var sentBefore = sentMark;
        share.use(oldestWait(), this::sendNext);
        if (sentMark != sentBefore) {
            state.putSentMark(sentMark);
        }
    }

    private Duration oldestWait() {
        var first = queue.values().iterator();
        return first.hasNext()
                ? Duration.ofNanos(System.nanoTime() - first.next().since())
                : Duration.ZERO;
    }

    private boolean sendNext() {
        if (queue.isEmpty()) {
            return false;
        }
        var first = queue.entrySet().iterator().next();
        var key = first.getKey();
        sentMark = first.getValue().mark();
        queue.remove(key);
        try {
            send(key);
        } catch (KafkaException e) { // of Kafka Streams itself
            throw e;
        } catch (RuntimeException e) { // one ref must not end the topology
            LOG.error(
                    "a part of a device could not be sent; it is sent with its next change: {}",
                    e.getClass().getName());
        }
        return true;
    }

    private void send(PairKey key) {
        var ref = key.owner();
        var card = state.card(key);
        if (card == null || state.cut(ref) != null) {
            return; // after a cut, all cards of the ref are sent
        }
        interval(ref, key.member())
                .ifPresent(interval -> {
                    var part = part(ref, interval, card);
                    outputs.part(interval.deviceKey(), part, card.getChangedAt());
                });
    }

    private Optional<Interval> interval(String ref, String beginKey) {
        return state.identity(ref).intervals().stream()
                .filter(interval -> interval.beginKey().equals(beginKey))
                .findFirst();
    }

    /** A part as it is now. */
    RefPart part(String ref, Interval interval, @Nullable Card card) {
        var tasks =
                card == null || card.getTasks() == 0
                        ? List.<TaskHistory>of()
                        : tasks(ref, interval);
        var part =
                new RefPart(
                        ref,
                        interval.validFrom(),
                        interval.validTo(),
                        state.identity(ref).epoch(),
                        false,
                        card == null ? null : Cards.withoutObservations(card),
                        tasks);
        return withTasksThatFit(part);
    }

    /** The latest tasks, as many as brokers take. */
    private static RefPart withTasksThatFit(RefPart part) {
        if (!EncodedSize.isTooLarge(part)) {
            return part;
        }
        var room = EncodedSize.LARGEST - EncodedSize.of(withTasks(part, List.of()));
        return withTasks(part, EncodedSize.firstWithin(room, part.getTasks()));
    }

    private static RefPart withTasks(RefPart part, List<TaskHistory> tasks) {
        return RefPart.newBuilder(part).setTasks(tasks).build();
    }

    private List<TaskHistory> tasks(String ref, Interval interval) {
        var latestFirst =
                state.tasks(ref, interval, MOST_LOOKED_AT).stream()
                        .map(TypedStore.Entry::value)
                        .sorted(
                                Comparator.comparing(TaskHistory::getLast, Readings.ORDER)
                                        .reversed())
                        .limit(MOST_TASKS)
                        .toList();
        return withPayloadsThatFit(latestFirst);
    }

    /**
     * The latest commands keep their payloads; the first that does not fit and all older do not.
     */
    private static List<TaskHistory> withPayloadsThatFit(List<TaskHistory> latestFirst) {
        var all = new ArrayList<TaskHistory>(latestFirst.size());
        var size = 0L;
        for (var task : latestFirst) {
            var command = task.getCommand();
            size += sizeOf(command);
            all.add(
                    command != null && size > MOST_PAYLOAD && sizeOf(command) > 0
                            ? withoutPayloads(task, command)
                            : task);
        }
        return all;
    }

    private static TaskHistory withoutPayloads(TaskHistory task, CommandDetail command) {
        var bare =
                CommandDetail.newBuilder(command).setPayload(null).setResponsePayload(null).build();
        return TaskHistory.newBuilder(task).setCommand(bare).setIsPayloadCut(true).build();
    }

    private static long sizeOf(@Nullable CommandDetail command) {
        return command == null
                ? 0
                : length(command.getPayload()) + length(command.getResponsePayload());
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
