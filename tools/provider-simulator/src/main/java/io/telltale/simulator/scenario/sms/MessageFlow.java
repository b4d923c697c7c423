package io.telltale.simulator.scenario.sms;

import io.telltale.simulator.scenario.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The messages from the devices of an account, numbered from 1 in the order of arrival. */
public interface MessageFlow {

    /** The number of the last message that has arrived, 0 when there is none. */
    int arrivedBy(Instant now);

    /** A message by its number. */
    DeviceMessage message(int number);

    /** Whether a message lies in the queue from its arrival on. */
    default boolean alwaysQueued(int number) {
        return message(number).alwaysQueued();
    }

    /** Whether a message goes to a listener when it arrives. */
    default boolean offeredLive(int number) {
        return message(number).offeredLive();
    }

    /** How many devices send messages. */
    int senders();

    /** The ids that messages name, each combination once; none where messages are calculated. */
    default Stream<List<DeviceId>> named() {
        return Stream.empty();
    }

    /** Messages that were drawn beforehand, in the order of arrival. */
    record Planned(List<DeviceMessage> messages, int senders) implements MessageFlow {

        public Planned {
            messages = List.copyOf(messages);
        }

        @Override
        public int arrivedBy(Instant now) {
            var low = 0;
            var high = messages.size();
            while (low < high) {
                var middle = (low + high) / 2;
                if (messages.get(middle).arrives().isAfter(now)) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        @Override
        public DeviceMessage message(int number) {
            return messages.get(number - 1);
        }

        @Override
        public Stream<List<DeviceId>> named() {
            return messages.stream().map(each -> each.content().deviceIds()).distinct();
        }
    }
}
