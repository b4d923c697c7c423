package io.telltale.providers.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.http.HttpReply;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A reader of bodies, tried with bad ones: each must end in an answer, and no reason may quote it.
 *
 * @param name of the reader
 * @param good a body that it reads, with {@link #TEXT} and {@link #SECRET} in it
 * @param shown reads a body and gives the reasons, details and messages that result
 */
public record BodyReader(String name, String good, Function<HttpReply, Stream<String>> shown) {

    /** Text of a message, which no reason may quote. */
    public static final String TEXT = "pRiVaTeTeXt";

    /** A secret, which no reason may quote. */
    public static final String SECRET = "s3cReTw0rD";

    private static final int MUTATIONS = 5000;
    private static final HttpHeaders HEADERS =
            HttpHeaders.of(Map.of("Location", List.of("/h?next=T1")), (_, _) -> true);

    /** Reads every body of the fixed corpus. */
    public void readCorpus() {
        var number = 0;
        for (var body : Mutations.corpus(good)) {
            read(body, "corpus body " + number++);
        }
    }

    /** Reads 5,000 changes of the good body. */
    public void readMutations() {
        for (var seed = 1L; seed <= MUTATIONS; seed++) {
            read(new Mutations(seed).of(good), "seed " + seed);
        }
    }

    private void read(byte[] body, String which) {
        try {
            assertThat(shown.apply(new HttpReply(202, HEADERS, body)))
                    .allSatisfy(text -> assertThat(text).doesNotContain(TEXT, SECRET));
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            var start = new String(body, 0, Math.min(body.length, 2000), UTF_8);
            throw new AssertionError("%s, %s: %s".formatted(name, which, start), e);
        }
    }

    /** What an answer shows. */
    public static <T> Stream<String> shown(
            Answer<T> answer, Function<T, Stream<String>> shownOfValue) {
        return switch (answer) {
            case Answer.Got<T>(var got) -> shownOfValue.apply(got);
            case Answer.Unreadable<T>(_, var reason) -> Stream.of(notBlank(reason));
            case Answer.Refused<T>(_, var code, var message) -> Stream.of(code, message);
            case Answer.Throttled<T> _, Answer.SignInFailed<T> _, Answer.Unavailable<T> _ ->
                    throw new AssertionError("not an answer of a body: " + answer);
        };
    }

    /** What the broken ones of some rows show. */
    public static <T> Stream<String> shown(List<Row<T>> rows) {
        return Row.broken(rows).stream().map(row -> notBlank(row.detail()));
    }

    /** The reason, which must not be blank. */
    public static String notBlank(String reason) {
        assertThat(reason).isNotBlank();
        return reason;
    }

    @Override
    public String toString() {
        return name;
    }
}
