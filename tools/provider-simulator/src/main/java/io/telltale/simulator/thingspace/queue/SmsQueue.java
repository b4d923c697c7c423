package io.telltale.simulator.thingspace.queue;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.ledger.Channel;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.scenario.sms.QueueMessage;
import io.telltale.simulator.switches.QueueQuirks;
import io.telltale.simulator.switches.QueueQuirks.LastBlock;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.callback.CallbackEnd;
import io.telltale.simulator.thingspace.callback.PendingCallback;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The queues of messages from devices, one per account.
 *
 * <p>At most one block per account is outstanding: a plain read repeats it (without what a callback
 * has delivered since), a read with its token acknowledges it. A message leaves its queue then, or
 * when a callback took it out. Queue, block and token survive a restart.
 */
@Singleton
final class SmsQueue implements CallbackEnd {

    private static final String ANSWERED = "thingspace-queue-block";
    private static final String GONE = "thingspace-queue-gone";
    private static final String FALLEN = "thingspace-queue-fallen";
    private static final int ALL = Integer.MAX_VALUE;

    private final Journal journal;
    private final Ledger ledger;
    private final Switches switches;
    private final Clock clock;
    private final Map<String, AccountQueue> queues = new LinkedHashMap<>();
    private final Map<String, Block> outstanding = new HashMap<>();

    SmsQueue(Fleet fleet, Journal journal, Ledger ledger, Switches switches, Clock clock) {
        this.journal = journal;
        this.ledger = ledger;
        this.switches = switches;
        this.clock = clock;
        fleet.thingSpace()
                .forEach(account ->
                        queues.put(account.name(), new AccountQueue(account.messages())));
        journal.replay(FALLEN, Moved.class)
                .forEach(moved -> moved.numbers().forEach(queue(moved.account())::add));
        journal.replay(GONE, Moved.class)
                .forEach(moved -> queue(moved.account()).remove(moved.numbers()));
        journal.replay(ANSWERED, Block.class)
                .forEach(block -> outstanding.put(block.account(), block));
    }

    /** Messages that went into a queue or left it. */
    private record Moved(String account, List<Integer> numbers) {}

    /**
     * Messages answered together.
     *
     * @param ordinal counts the blocks of the account from 1
     * @param numbers the messages
     */
    private record Block(String account, int ordinal, String token, List<Integer> numbers) {}

    /**
     * An answer of the queue.
     *
     * @param ordinal counts the blocks of the account from 1; 0 without messages
     * @param token acknowledges the messages; absent when the block carries none
     */
    record Read(
            List<QueueMessage> messages,
            boolean hasMoreData,
            int ordinal,
            Optional<String> token) {}

    /**
     * Reads the oldest block, after acknowledging the one before it if its token is given.
     *
     * @return empty when the token is not that of the outstanding block
     */
    synchronized Optional<Read> read(
            ThingSpaceAccount account, @Nullable String next, long request) {
        var queue = admitted(account.name());
        if (next != null) {
            var block = outstanding.get(account.name());
            if (block == null || !block.token().equals(next) || isGone(queue, block)) {
                return Optional.empty();
            }
            acknowledge(account, block);
        }
        return Optional.of(answer(account, queue, request));
    }

    /** The numbers of the messages in the queue, oldest first; they stay. */
    synchronized List<Integer> waiting(String account) {
        return admitted(account).first(ALL);
    }

    /** How many messages are in the queue. */
    synchronized int size(String account) {
        return admitted(account).size();
    }

    /** Adds messages that no listener took. */
    synchronized void add(String account, List<Integer> numbers) {
        if (!numbers.isEmpty()) {
            journal.append(new Journal.Entry(FALLEN, new Moved(account, numbers)));
            numbers.forEach(queue(account)::add);
        }
    }

    @Override
    public synchronized void accepted(PendingCallback pending) {
        if (pending.message() > 0) {
            remove(pending.account(), List.of(pending.message()));
        }
    }

    @Override
    public void failed(PendingCallback pending) {
        if (pending.message() > 0) {
            add(pending.account(), List.of(pending.message()));
        }
    }

    private Read answer(ThingSpaceAccount account, AccountQueue queue, long request) {
        if (queue.size() == 0) {
            return new Read(List.of(), false, 0, Optional.empty());
        }
        var block = block(account.name(), queue);
        var numbers = block.numbers().stream().filter(queue::holds).toList();
        ledger.add(Channel.POLL, request, facts(account, numbers));
        var messages = numbers.stream().map(n -> account.messages().message(n).content()).toList();
        var more = queue.size() > numbers.size();
        var lastBlock = switches.quirks().queue().lastBlock();
        if (!more && lastBlock == LastBlock.ACKNOWLEDGED_BY_DELIVERY) {
            acknowledge(account, block);
        }
        var hasToken = more || lastBlock == LastBlock.TOKEN_ON_200;
        var token = hasToken ? Optional.of(block.token()) : Optional.<String>empty();
        return new Read(messages, more, block.ordinal(), token);
    }

    private Block block(String account, AccountQueue queue) {
        var before = outstanding.get(account);
        if (before != null && !isGone(queue, before)) {
            return before;
        }
        var ordinal = before == null ? 1 : before.ordinal() + 1;
        var quirks = switches.quirks().queue();
        var numbers = queue.first(quirks.smsBlockSize());
        var block = new Block(account, ordinal, token(quirks), numbers);
        journal.append(new Journal.Entry(ANSWERED, block));
        outstanding.put(account, block);
        return block;
    }

    /** An acknowledged block was answered before: adding it again only finds its rows. */
    private void acknowledge(ThingSpaceAccount account, Block block) {
        var queue = queue(account.name());
        var numbers = block.numbers().stream().filter(queue::holds).toList();
        ledger.acknowledge(ledger.add(Channel.POLL, 0, facts(account, numbers)));
        remove(account.name(), block.numbers());
    }

    private void remove(String account, List<Integer> numbers) {
        journal.append(new Journal.Entry(GONE, new Moved(account, numbers)));
        queue(account).remove(numbers);
    }

    private static boolean isGone(AccountQueue queue, Block block) {
        return block.numbers().stream().noneMatch(queue::holds);
    }

    private AccountQueue admitted(String account) {
        var queue = queue(account);
        queue.admit(clock.instant());
        return queue;
    }

    private AccountQueue queue(String account) {
        return Objects.requireNonNull(queues.get(account), account);
    }

    private static List<Fact> facts(ThingSpaceAccount account, List<Integer> numbers) {
        return numbers.stream().map(number -> MessageFacts.queued(account, number)).toList();
    }

    /** Letters and digits, or a number of 64 bits, as two SDKs have it. */
    private static String token(QueueQuirks quirks) {
        var random = UUID.randomUUID();
        return quirks.numericToken()
                ? Long.toString(random.getLeastSignificantBits() & Long.MAX_VALUE)
                : random.toString().replace("-", "");
    }
}
