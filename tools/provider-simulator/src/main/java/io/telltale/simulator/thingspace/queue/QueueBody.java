package io.telltale.simulator.thingspace.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.sms.QueueMessage;
import io.telltale.simulator.switches.QueueQuirks;
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

    /** The same bytes whenever the block is read: everything, with a quote in its middle. */
    private static byte[] unparsable(byte[] body) {
        body[body.length / 2] = '"';
        body[body.length - 1] = '"';
        return body;
    }

    /** The published example, whose messages stand in braces of their own. */
    private static byte[] strayBrace(List<QueueMessage> messages, boolean more) {
        var inner = new String(SimulatorJson.bytes(Map.of("messages", messages)), UTF_8);
        return "{\n%s,\n\"hasMoreData\": %b\n}".formatted(inner, more).getBytes(UTF_8);
    }
}
