package io.telltale.localstack.check.providers;

import io.telltale.localstack.check.stack.LedgerLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * The blocks of an SMS queue as they were acknowledged, account by account, earliest first.
 *
 * <p>One that holds a twin of every row of the block before it cannot be distinguished from that
 * block: when the acknowledgement had no answer, it is taken for the last one again, which is what
 * it mostly is. So what the earlier one of such a pair held need not be found twice.
 */
final class QueueBlocks {

    private final Collection<List<List<SmsFact>>> accounts;

    private QueueBlocks(Collection<List<List<SmsFact>>> accounts) {
        this.accounts = accounts;
    }

    /** From the lines of a queue; what was not acknowledged is in no block yet. */
    static QueueBlocks of(Collection<LedgerLine> lines) {
        var accounts = new TreeMap<String, TreeMap<Instant, List<SmsFact>>>();
        for (var line : lines) {
            var at = line.acknowledgedAt();
            if (at != null) {
                accounts.computeIfAbsent(line.account(), _ -> new TreeMap<>())
                        .computeIfAbsent(at, _ -> new ArrayList<>())
                        .add(SmsFact.queued(line.account(), line.fact()));
            }
        }
        return new QueueBlocks(
                accounts.values().stream()
                        .<List<List<SmsFact>>>map(blocks -> List.copyOf(blocks.values()))
                        .toList());
    }

    /** What has to be found. */
    List<SmsFact> knowable() {
        var facts = new ArrayList<SmsFact>();
        for (var blocks : accounts) {
            for (var number = 0; number < blocks.size(); number++) {
                var block = blocks.get(number);
                var isLast = number == blocks.size() - 1;
                if (isLast || !holds(blocks.get(number + 1), block)) {
                    facts.addAll(block);
                }
            }
        }
        return facts;
    }

    private static boolean holds(List<SmsFact> block, List<SmsFact> all) {
        var left = new ArrayList<>(block);
        return all.stream().allMatch(left::remove);
    }
}
