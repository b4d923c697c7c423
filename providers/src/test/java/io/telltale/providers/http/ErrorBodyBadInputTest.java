package io.telltale.providers.http;

import static io.telltale.providers.server.BodyReader.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.server.BodyReader;
import io.telltale.schemas.settings.Secret;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error body is read, and no secret of it is shown. */
@Timeout(120)
@Tag("slow")
class ErrorBodyBadInputTest {

    static Stream<BodyReader> readers() {
        return Stream.of(
                error("{\"errorCode\":\"U.X.Y\",\"errorMessage\":\"no %s\"}"),
                error(
                        "{\"fault\":{\"code\":\"900901\",\"message\":\"no %s\",\"description\":\"d\"}}"),
                error("{\"error\":\"invalid_request\",\"error_description\":\"no %s\"}"),
                error(
                        "<am:fault xmlns:am=\"http://x\"><am:code>404</am:code><am:message>no %s</am:message></am:fault>"),
                error("no %s here"));
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

    private static BodyReader error(String form) {
        return new BodyReader(
                "error body " + form,
                form.formatted(SECRET),
                reply -> {
                    var error = ErrorBody.read(reply.body(), List.of(new Secret(SECRET)));
                    assertThat(error.code().length() + error.message().length()).isLessThan(700);
                    return Stream.of(error.code(), error.message());
                });
    }
}
