package io.telltale.providers.thingspace.sms;

import static io.telltale.providers.server.BodyReader.SECRET;
import static io.telltale.providers.server.BodyReader.TEXT;
import static io.telltale.providers.server.BodyReader.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.server.BodyReader;
import io.telltale.providers.server.Payload;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every body ends in an answer, and no reason quotes it. */
@Timeout(120)
@Tag("slow")
class SmsBadInputTest {

    static Stream<BodyReader> readers() {
        return Stream.of(
                new BodyReader(
                        "queue block",
                        Payload.text("thingspace/sms-queue.block.json")
                                .replace("testmessage1", TEXT + SECRET),
                        reply -> shownOf(SmsQueueClient.block(reply))),
                new BodyReader(
                        "queue block with the stray brace",
                        Payload.text("thingspace/sms-queue.stray-brace.txt")
                                .replace("11-digit ESN", "09623489171")
                                .replace("testmessage1", TEXT + SECRET),
                        reply -> shownOf(SmsQueueClient.block(reply))),
                new BodyReader(
                        "start of callbacks",
                        "{\"success\":true,\"message\":\"%s\"}".formatted(TEXT + SECRET),
                        reply -> shown(SmsQueueClient.started("a", reply), _ -> Stream.of())),
                new BodyReader(
                        "request id",
                        Payload.text("thingspace/history.request-answer.json"),
                        reply -> shown(SmsHistoryClient.requestId(reply), _ -> Stream.of())));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void answersEveryBodyOfTheCorpus(BodyReader reader) {
        reader.readCorpus();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void answersEveryChangedBody(BodyReader reader) {
        reader.readMutations();
    }

    private static Stream<String> shownOf(SmsBlock block) {
        return switch (block) {
            case SmsBlock.Readable readable -> shown(readable.messages());
            case SmsBlock.Unreadable unreadable -> {
                assertThat(unreadable.next()).contains("T1");
                yield Stream.of(BodyReader.notBlank(unreadable.reason()));
            }
        };
    }
}
