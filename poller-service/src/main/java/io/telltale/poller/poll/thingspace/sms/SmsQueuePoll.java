package io.telltale.poller.poll.thingspace.sms;

import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.PollResult.Next;
import io.telltale.poller.poll.PollResult.UnreadPage;
import io.telltale.poller.poll.RowHash;
import io.telltale.poller.poll.TaskPoll;
import io.telltale.poller.poll.thingspace.ThingSpaceClients;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.device.UnrecognizedId;
import io.telltale.providers.thingspace.sms.QueuedSms;
import io.telltale.providers.thingspace.sms.QueuedSmsMapper;
import io.telltale.providers.thingspace.sms.SmsBlock;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Drains an account's queue of SMS from devices, one block per poll.
 *
 * <p>The order matters. A request with a block's token makes ThingSpace delete that block, so the
 * token is the permit of a committed poll, kept in memory only: after a crash, a take-over or any
 * failure the first request has no token, changes nothing and brings the block again.
 *
 * <p>Rows have no id. Equal rows are distinguished by how many came before: those of the blocks
 * that are gone, and those in the block. The last block is gone once its acknowledgement was
 * answered, readable or not, or once a request without a token brings a block that lacks one of its
 * rows. A block with all of them is the last one again, perhaps with more rows, and only those are
 * new. A last block that came without a token cannot have been acknowledged: its rows only go one
 * by one, such as by callbacks, and each one found again is the old one. An answer without rows
 * proves nothing unless it also reports that the queue is empty.
 *
 * <p>Not knowable: after an acknowledgement without an answer, a block of twins of all rows of the
 * last one; a twin of a row that went by a callback, if it came before the next request; and twins
 * that are more than 20 blocks apart.
 */
public final class SmsQueuePoll implements TaskPoll {

    private static final int BLOCKS_REMEMBERED = 20;

    private final PollTask task;
    private final QueuedSmsMapper mapper;
    private final Function<Optional<Permit>, Answer<SmsBlock>> queue;
    private final Consumer<UnrecognizedId> unrecognized;

    /**
     * Polls the queue of the task's account.
     *
     * @param unrecognized counts ids that were left out, by account
     */
    public static SmsQueuePoll of(
            PollTask task,
            ThingSpaceClients clients,
            BiConsumer<String, UnrecognizedId> unrecognized) {
        return new SmsQueuePoll(
                task,
                permit -> clients.queue().read(task.getAccount(), permit),
                id -> unrecognized.accept(task.getAccount(), id));
    }

    /**
     * Polls the queue of the task's account.
     *
     * @param queue asks for a block, acknowledging the one of the permit
     * @param unrecognized counts ids that were left out of new rows
     */
    SmsQueuePoll(
            PollTask task,
            Function<Optional<Permit>, Answer<SmsBlock>> queue,
            Consumer<UnrecognizedId> unrecognized) {
        this.task = task;
        this.mapper = new QueuedSmsMapper(task.getAccount());
        this.queue = queue;
        this.unrecognized = unrecognized;
    }

    @Override
    public PollResult poll(PollInput input) {
        return PollResult.of(
                queue.apply(input.permit()),
                block ->
                        switch (block) {
                            case SmsBlock.Readable readable when readable.messages().isEmpty() ->
                                    empty(input, readable);
                            case SmsBlock.Readable readable -> filled(input, readable);
                            case SmsBlock.Unreadable unreadable -> unreadable(input, unreadable);
                        });
    }

    private static PollResult unreadable(PollInput input, SmsBlock.Unreadable block) {
        if (input.permit().isPresent() && last(input).isPresent()) {
            return lastIsGone(input, new Next.AtOnce());
        }
        var page = new UnreadPage("block", block.body());
        var token = block.next();
        if (input.skips(page) && token.isPresent()) {
            var progress = progress(input, recent(input), last(input), true, 0);
            return PollResult.Answered.with(progress, new Next.AtOnce()).permitting(token.get());
        }
        var reason =
                input.skips(page)
                        ? block.reason() + "; it came without a token and cannot be skipped"
                        : block.reason();
        return new PollResult.Failed("UNREADABLE", reason, Optional.empty(), Optional.of(page));
    }

    private static PollResult empty(PollInput input, SmsBlock.Readable block) {
        var isOver = input.permit().isPresent() || !block.more();
        return last(input).isPresent() && isOver
                ? lastIsGone(input, new Next.AfterInterval())
                : new PollResult.Unchanged(new Next.AfterInterval());
    }

    private static PollResult lastIsGone(PollInput input, Next next) {
        var recent = gone(input, last(input).orElseGet(List::of));
        return PollResult.Answered.with(progress(input, recent, Optional.empty(), true, 0), next);
    }

    private PollResult filled(PollInput input, SmsBlock.Readable block) {
        var rows = block.messages().stream().map(SmsQueuePoll::digest).toList();
        var repeated = stillQueued(input, rows);
        var fresh = beyond(repeated, block.messages());
        // Only a block with rows and a token is followed at once: all else could repeat for ever.
        var next =
                block.next().<Next>map(_ -> new Next.AtOnce()).orElseGet(Next.AfterInterval::new);
        var gone = without(last(input).orElseGet(List::of), repeated);
        var acknowledgeable = block.next().isPresent();
        if (fresh.isEmpty()
                && gone.isEmpty()
                && !acknowledgeable
                && !input.progress().getAcknowledgeable()) {
            return new PollResult.Unchanged(next);
        }
        var recent = gone(input, gone);
        var earlier = new ArrayList<>(recent.stream().flatMap(List::stream).toList());
        earlier.addAll(repeated);
        var outputs = new ArrayList<>(events(Row.good(fresh), earlier, input));
        outputs.addAll(PollOutput.unreadable(task, input.now().toString(), fresh));
        var progress = progress(input, recent, Optional.of(rows), acknowledgeable, fresh.size());
        var answered = PollResult.Answered.with(outputs, progress, next);
        return block.next().map(answered::permitting).orElse(answered);
    }

    private List<PollOutput> events(List<QueuedSms> rows, List<String> earlier, PollInput input) {
        var outputs = new ArrayList<PollOutput>();
        var events = mapper.events(rows, earlier, input.now()).iterator();
        for (var row : rows) {
            outputs.add(new PollOutput.DeviceEvent(events.next(), row.device().primary()));
            row.device().unrecognized().forEach(unrecognized);
        }
        return outputs;
    }

    /** Rows of the last block that are still there: all or none where it had a token. */
    private static List<String> stillQueued(PollInput input, List<String> rows) {
        var last = last(input).orElseGet(List::of);
        if (input.permit().isPresent()) {
            return List.of();
        }
        var stay = without(last, without(last, rows));
        return input.progress().getAcknowledgeable() && stay.size() < last.size()
                ? List.of()
                : stay;
    }

    private static TaskProgress progress(
            PollInput input,
            List<List<String>> recent,
            Optional<List<String>> last,
            boolean acknowledgeable,
            int fresh) {
        return input.reached()
                .setRecentDigests(recent)
                .setUnansweredAcknowledgement(last.orElse(null))
                .setAcknowledgeable(acknowledgeable)
                .setSeen(input.progress().getSeen() + fresh)
                .build();
    }

    private static Optional<List<String>> last(PollInput input) {
        return Optional.ofNullable(input.progress().getUnansweredAcknowledgement());
    }

    private static List<List<String>> recent(PollInput input) {
        return input.progress().getRecentDigests();
    }

    /** The blocks that are remembered once these rows of the last one are gone too. */
    private static List<List<String>> gone(PollInput input, List<String> rows) {
        var all = new ArrayList<>(recent(input));
        if (!rows.isEmpty()) {
            all.add(rows);
        }
        return all.subList(Math.max(0, all.size() - BLOCKS_REMEMBERED), all.size());
    }

    /** The rows beyond those; of twins, as many as are more. */
    private static List<Row<QueuedSms>> beyond(List<String> repeated, List<Row<QueuedSms>> rows) {
        var left = new ArrayList<>(repeated);
        return rows.stream().filter(row -> !left.remove(digest(row))).toList();
    }

    /** The rows that are not among others; of twins, as many as are more. */
    private static List<String> without(List<String> rows, List<String> others) {
        var left = new ArrayList<>(others);
        return rows.stream().filter(row -> !left.remove(row)).toList();
    }

    private static String digest(Row<QueuedSms> row) {
        return RowHash.digest(row, QueuedSmsMapper::rowDigest);
    }
}
