package io.telltale.providers.thingspace.signin;

import static io.telltale.providers.server.BodyReader.SECRET;
import static io.telltale.providers.server.BodyReader.shown;

import io.telltale.providers.server.BodyReader;
import io.telltale.providers.server.Payload;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every body ends in an answer, and no reason quotes it. */
@Timeout(120)
@Tag("slow")
class SignInBadInputTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    static Stream<BodyReader> readers() {
        return Stream.of(
                new BodyReader(
                        "token",
                        Payload.text("thingspace/oauth-token.json")
                                .replace("access_token4", SECRET),
                        reply ->
                                shown(
                                        ThingSpaceSignIn.bearer(reply, NOW),
                                        bearer -> Stream.of(bearer.toString()))),
                new BodyReader(
                        "login",
                        "{\"sessionToken\":\"%s\"}".formatted(SECRET),
                        reply ->
                                shown(
                                        ThingSpaceSignIn.session(reply, NOW),
                                        session -> Stream.of(session.token().toString()))));
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
