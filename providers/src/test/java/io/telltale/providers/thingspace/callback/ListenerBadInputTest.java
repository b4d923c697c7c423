package io.telltale.providers.thingspace.callback;

import static io.telltale.providers.server.BodyReader.SECRET;
import static io.telltale.providers.server.BodyReader.shown;

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
class ListenerBadInputTest {

    static Stream<BodyReader> readers() {
        return Stream.of(
                new BodyReader(
                        "listener list",
                        "[%s]"
                                .formatted(Payload.text("thingspace/listener.json"))
                                .replace("drowssap", SECRET),
                        reply ->
                                shown(
                                        ListenerClient.listeners(reply),
                                        all -> all.stream().map(one -> one.password().toString()))),
                new BodyReader(
                        "listener confirmation",
                        "{\"accountName\":\"a\",\"serviceName\":\"S\",\"password\":\"%s\"}"
                                .formatted(SECRET),
                        reply -> shown(ListenerClient.confirmed("S", reply), _ -> Stream.of())));
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
}
