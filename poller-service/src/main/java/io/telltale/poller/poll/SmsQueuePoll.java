package io.telltale.poller.poll;

import io.telltale.poller.poll.Turn.Next;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.QueuedSmsMapper;
import io.telltale.providers.thingspace.SmsBlock;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Drains an account's queue of SMS from devices, a block a turn.
 *
 * <p>The order matters. Asking with a block's token tells ThingSpace to forget that block, so the
 * token is the permit of a turn that was committed, kept in memory only: after a crash, a take-over
 * or any failure the first question is the plain one, which changes nothing and brings the block
 * again.
 *
 * <p>Rows have no id. Equal rows are told apart by how many came before: those of the blocks whose
 * acknowledgement was answered, and those in the block. A block that holds every row of the last
 * one is the last one again; otherwise the last one is gone, so its acknowledgement had arrived.
 */
final class SmsQueuePoll implements Poll {

    private static final int BLOCKS_REMEMBERED = 20;

    private final PollTask task;
    private final QueuedSmsMapper mapper;
    private final Function<Optional<Permit>, Answer<SmsBlock>> queue;

    /**
     * Polls the queue of the task's account.
     *
     * @param queue asks for a block, acknowledging the one of the permit's token
     */
    SmsQueuePoll(PollTask task, Function<Optional<Permit>, Answer<SmsBlock>> queue) {
        this.task = task;
        this.mapper = new QueuedSmsMapper(task.getAccount());
        this.queue = queue;
    }

    @Override
    public Turn turn(TaskState state) {
        return Turns.of(
                queue.apply(state.permit()),
                block ->
                        switch (block) {
                            case SmsBlock.Readable readable -> arrived(state, readable);
                            case SmsBlock.Unreadable(var body, var reason, _) ->
                                    Turns.of(
                                            new Answer.Unreadable<>(body, reason),
                                            _ -> new Turn.Unchanged(new Next.AfterInterval()));
                        });
    }

    private Turn arrived(TaskState state, SmsBlock.Readable block) {
        var messages = Row.good(block.messages());
        var digests = messages.stream().map(QueuedSmsMapper::rowDigest).toList();
        var last = Optional.ofNullable(state.progress().getUnansweredAcknowledgement());
        var lastIsBack =
                state.permit().isEmpty()
                        && last.filter(rows -> holdsAll(digests, rows)).isPresent();
        var gone = lastIsBack ? Optional.<List<String>>empty() : last;
        var acknowledged = remembered(state.progress().getRecentDigests(), gone);
        var next = next(block);
        if (block.messages().isEmpty() && last.isEmpty()) {
            return new Turn.Unchanged(next);
        }
        var earlier = acknowledged.stream().flatMap(List::stream).toList();
        var told = mapper.events(messages, earlier, state.now());
        var events =
                lastIsBack ? beyond(last.orElseThrow(), digests, told) : List.<Event>copyOf(told);
        if (lastIsBack && events.isEmpty() && block.next().isEmpty()) {
            return new Turn.Unchanged(next);
        }
        var writes = new ArrayList<>(Write.facts(events));
        writes.addAll(Write.unread(BrokenRows.of(task, state.now().toString(), block.messages())));
        var answered = Turn.Answered.with(writes, progress(state, acknowledged, digests), next);
        return block.messages().isEmpty()
                ? answered
                : block.next().map(answered::permitting).orElse(answered);
    }

    /** Only a block with rows and a token is followed at once; all else could turn in a circle. */
    private static Next next(SmsBlock.Readable block) {
        return !block.messages().isEmpty() && block.next().isPresent()
                ? new Next.AtOnce()
                : new Next.AfterInterval();
    }

    private static TaskProgress progress(
            TaskState state, List<List<String>> acknowledged, List<String> digests) {
        return TaskProgress.newBuilder(state.progress())
                .setRecentDigests(acknowledged)
                .setUnansweredAcknowledgement(digests.isEmpty() ? null : digests)
                .setSeen(state.progress().getSeen() + digests.size())
                .setObservedAt(state.now())
                .build();
    }

    private static List<List<String>> remembered(
            List<List<String>> recent, Optional<List<String>> gone) {
        var all = new ArrayList<>(recent);
        gone.ifPresent(all::add);
        return all.subList(Math.max(0, all.size() - BLOCKS_REMEMBERED), all.size());
    }

    /** The events of the rows that are not those of the last block, which are published already. */
    private static List<Event> beyond(
            List<String> last, List<String> digests, List<Event.Sms> events) {
        var left = new ArrayList<>(last);
        return IntStream.range(0, events.size())
                .filter(row -> !left.remove(digests.get(row)))
                .<Event>mapToObj(events::get)
                .toList();
    }

    /** As often as each row stands in the one, it stands in the other. */
    private static boolean holdsAll(List<String> block, List<String> rows) {
        var left = new ArrayList<>(block);
        return rows.stream().allMatch(left::remove);
    }
}
