package io.telltale.simulator.thingspace.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.sms.QueueMessage;
import io.telltale.simulator.switches.QueueQuirks;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a block, in the form that the quirks choose. */
final class QueueBody {

    private QueueBody() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record History(@Nullable List<QueueMessage> messages, boolean hasMoreData) {}

    static byte[] of(SmsQueue.Read read, QueueQuirks quirks) {
        var empty = read.hasMoreData() && quirks.emptyMessagesOn202();
        var messages = empty ? List.<QueueMessage>of() : read.messages();
        if (quirks.unparsableBlock() > 0 && quirks.unparsableBlock() == read.ordinal()) {
            return unparsable(SimulatorJson.bytes(new History(messages, read.hasMoreData())));
        }
        if (quirks.strayBrace()) {
            return strayBrace(messages, read.hasMoreData());
        }
        return SimulatorJson.bytes(
                new History(quirks.messagesMissing() ? null : messages, read.hasMoreData()));
    }

    /** The same bytes whenever the block is read: everything, but a quote in its middle. */
    private static byte[] unparsable(byte[] body) {
        var broken = Arrays.copyOf(body, body.length);
        broken[body.length / 2] = '"';
        broken[body.length - 1] = '"';
        return broken;
    }

    /** The published example, whose messages stand in braces of their own. */
    private static byte[] strayBrace(List<QueueMessage> messages, boolean more) {
        var inner =
                new String(
                        SimulatorJson.bytes(Map.of("messages", messages)), StandardCharsets.UTF_8);
        return ("{\n" + inner + ",\n\"hasMoreData\": " + more + "\n}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
