package io.telltale.simulator.thingspace;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.ledger.Channel;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.ledger.Source;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.scenario.QueuedSms;
import io.telltale.simulator.scenario.ThingSpaceAccount;
import io.telltale.simulator.switches.Switches;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The queues of messages from devices, one per account.
 *
 * <p>A message leaves its queue when it is acknowledged, and what is acknowledged is in the ledger,
 * so both always agree. At most one block per account is outstanding: a plain read repeats it
 * (without what a callback has delivered since), a read with its token acknowledges it. Block and
 * token survive a restart.
 */
@Singleton
final class SmsQueue {

    private static final String ANSWERED = "thingspace-sms-block";

    private final Journal journal;
    private final Ledger ledger;
    private final Switches switches;
    private final Map<String, Block> outstanding = new HashMap<>();

    SmsQueue(Journal journal, Ledger ledger, Switches switches) {
        this.journal = journal;
        this.ledger = ledger;
        this.switches = switches;
        journal.replay(ANSWERED, Block.class)
                .forEach(block -> outstanding.put(block.account(), block));
    }

    /**
     * Messages answered together.
     *
     * @param numbers places of the messages in the account's queue, from 1
     */
    private record Block(String account, String token, List<Integer> numbers) {}

    /**
     * An answer of the queue.
     *
     * @param token acknowledges the messages; absent when the block carries none
     */
    record Read(List<QueuedSms> messages, boolean hasMoreData, Optional<String> token) {}

    /**
     * Reads the oldest block, after acknowledging the one before it if its token is given.
     *
     * @return empty when the token is not that of the outstanding block
     */
    synchronized Optional<Read> read(
            ThingSpaceAccount account, @Nullable String next, long request) {
        if (next != null) {
            var block = outstanding.get(account.name());
            if (block == null || !block.token().equals(next) || isGone(block)) {
                return Optional.empty();
            }
            acknowledge(block);
        }
        return Optional.of(answer(account, request));
    }

    /** The messages that nobody has acknowledged, oldest first; they stay until somebody does. */
    synchronized List<Fact> waitingFacts(ThingSpaceAccount account) {
        return waiting(account).stream().map(number -> fact(account, number)).toList();
    }

    private Read answer(ThingSpaceAccount account, long request) {
        var waiting = waiting(account);
        if (waiting.isEmpty()) {
            return new Read(List.of(), false, Optional.empty());
        }
        var block = blockOf(account, waiting);
        var numbers = block.numbers().stream().filter(waiting::contains).toList();
        var messages = numbers.stream().map(n -> account.queue().get(n - 1)).toList();
        var facts = numbers.stream().map(n -> fact(account, n)).toList();
        ledger.tell(source(account.name()), Channel.POLL, request, facts);
        var more = waiting.size() > numbers.size();
        return more ? new Read(messages, true, Optional.of(block.token())) : last(block, messages);
    }

    private Read last(Block block, List<QueuedSms> messages) {
        return switch (switches.quirks().lastBlock()) {
            case TOKEN_ON_200 -> new Read(messages, false, Optional.of(block.token()));
            case STAYS -> new Read(messages, false, Optional.empty());
            case ACKNOWLEDGED_BY_DELIVERY -> {
                acknowledge(block);
                yield new Read(messages, false, Optional.empty());
            }
        };
    }

    private Block blockOf(ThingSpaceAccount account, List<Integer> waiting) {
        var before = outstanding.get(account.name());
        if (before != null && !isGone(before)) {
            return before;
        }
        var numbers = waiting.stream().limit(switches.quirks().smsBlockSize()).toList();
        var token = UUID.randomUUID().toString().replace("-", "");
        var block = new Block(account.name(), token, numbers);
        journal.append(new Journal.Entry(ANSWERED, block));
        outstanding.put(account.name(), block);
        return block;
    }

    private void acknowledge(Block block) {
        ledger.acknowledge(
                source(block.account()), block.numbers().stream().map(SmsQueue::identity).toList());
    }

    private boolean isGone(Block block) {
        var source = source(block.account());
        return block.numbers().stream()
                .allMatch(number -> ledger.isAcknowledged(source, identity(number)));
    }

    private List<Integer> waiting(ThingSpaceAccount account) {
        var source = source(account.name());
        return IntStream.rangeClosed(1, account.queue().size())
                .filter(number -> !ledger.isAcknowledged(source, identity(number)))
                .boxed()
                .toList();
    }

    private static Fact fact(ThingSpaceAccount account, int number) {
        return new Fact(identity(number), account.queue().get(number - 1));
    }

    private static String identity(int number) {
        return "message/" + number;
    }

    static Source source(String account) {
        return new Source(SystemName.THINGSPACE_SMS_QUEUE, account);
    }
}
