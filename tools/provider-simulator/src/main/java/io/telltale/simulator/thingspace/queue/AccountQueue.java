package io.telltale.simulator.thingspace.queue;

import io.telltale.simulator.scenario.sms.MessageFlow;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Which messages of one account lie in its queue, by their numbers. */
final class AccountQueue {

    private final MessageFlow flow;
    private final BitSet fallen = new BitSet();
    private final BitSet gone = new BitSet();
    private final TreeSet<Integer> waiting = new TreeSet<>();
    private int admitted;

    AccountQueue(MessageFlow flow) {
        this.flow = flow;
    }

    /** Takes in what has arrived since the last time. */
    void admit(Instant now) {
        var arrived = flow.arrivedBy(now);
        while (admitted < arrived) {
            admitted++;
            if ((fallen.get(admitted) || flow.alwaysQueued(admitted)) && !gone.get(admitted)) {
                waiting.add(admitted);
            }
        }
    }

    /** A message that could not be delivered live; one that is gone stays gone. */
    void add(int number) {
        fallen.set(number);
        if (number <= admitted && !gone.get(number)) {
            waiting.add(number);
        }
    }

    void remove(Collection<Integer> numbers) {
        numbers.forEach(gone::set);
        numbers.forEach(waiting::remove);
    }

    boolean holds(int number) {
        return waiting.contains(number);
    }

    int size() {
        return waiting.size();
    }

    /** The oldest numbers. */
    List<Integer> first(int most) {
        return waiting.stream().limit(most).toList();
    }
}
