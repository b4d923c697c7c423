package io.telltale.providers.thingspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.http.ErrorBody;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.server.Mutations;
import io.telltale.providers.server.Payload;
import io.telltale.schemas.settings.Secret;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every body ends in an answer, and no reason quotes it. What is shown of a body are words of its
 * error texts only, never a secret.
 */
@Timeout(120)
@Tag("slow")
class BadInputTest {

    private static final int MUTATIONS = 5000;
    private static final String TEXT = "pRiVaTeTeXt";
    private static final String SECRET = "s3cReTw0rD";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final HttpHeaders HEADERS =
            HttpHeaders.of(Map.of("Location", List.of("/h?next=T1")), (_, _) -> true);

    /**
     * A parser, an example of what it reads, and what of a body it lets out.
     *
     * @param told reasons, details and messages that came of it
     */
    record Parser(String name, String good, Function<HttpReply, Stream<String>> told) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Parser> parsers() {
        return Stream.of(
                new Parser(
                        "campaign page",
                        Payload.text("thingspace/campaign.v3.page.json")
                                .replace("Upgrade pending", TEXT + SECRET),
                        reply ->
                                told(
                                        CampaignReportClient.page(reply),
                                        page -> rows(page.devices()))),
                new Parser(
                        "campaign list",
                        Payload.text("thingspace/campaigns.v2.page.json")
                                .replace("FOTA_Verizon_Upgrade", TEXT + SECRET),
                        reply ->
                                told(
                                        CampaignListClient.page(reply, "0"),
                                        page -> rows(page.campaigns()))),
                new Parser(
                        "queue block",
                        Payload.text("thingspace/sms-queue.block.json")
                                .replace("testmessage1", TEXT + SECRET),
                        reply -> told(SmsQueueClient.block(reply))),
                new Parser(
                        "queue block with the stray brace",
                        Payload.text("thingspace/sms-queue.stray-brace.txt")
                                .replace("11-digit ESN", "09623489171")
                                .replace("testmessage1", TEXT + SECRET),
                        reply -> told(SmsQueueClient.block(reply))),
                new Parser(
                        "start of callbacks",
                        "{\"success\":true,\"message\":\"%s\"}".formatted(TEXT + SECRET),
                        reply -> told(SmsQueueClient.started("a", reply), _ -> Stream.of())),
                new Parser(
                        "listener list",
                        "[%s]"
                                .formatted(Payload.text("thingspace/listener.json"))
                                .replace("drowssap", SECRET),
                        reply ->
                                told(
                                        ListenerClient.listeners(reply),
                                        all -> all.stream().map(one -> one.password().toString()))),
                new Parser(
                        "listener confirmation",
                        "{\"accountName\":\"a\",\"serviceName\":\"S\",\"password\":\"%s\"}"
                                .formatted(SECRET),
                        reply -> told(ListenerClient.confirmed("S", reply), _ -> Stream.of())),
                new Parser(
                        "request id",
                        Payload.text("thingspace/history.request-answer.json"),
                        reply -> told(SmsHistoryClient.requestId(reply), _ -> Stream.of())),
                new Parser(
                        "token",
                        Payload.text("thingspace/oauth-token.json")
                                .replace("access_token4", SECRET),
                        reply ->
                                told(
                                        ThingSpaceSignIn.bearer(reply, NOW),
                                        bearer -> Stream.of(bearer.toString()))),
                new Parser(
                        "login",
                        "{\"sessionToken\":\"%s\"}".formatted(SECRET),
                        reply ->
                                told(
                                        ThingSpaceSignIn.session(reply, NOW),
                                        session -> Stream.of(session.token().toString()))),
                error("{\"errorCode\":\"U.X.Y\",\"errorMessage\":\"no %s\"}"),
                error(
                        "{\"fault\":{\"code\":\"900901\",\"message\":\"no %s\",\"description\":\"d\"}}"),
                error("{\"error\":\"invalid_request\",\"error_description\":\"no %s\"}"),
                error(
                        "<am:fault xmlns:am=\"http://x\"><am:code>404</am:code><am:message>no %s</am:message></am:fault>"),
                error("no %s here"));
    }

    private static Parser error(String form) {
        return new Parser(
                "error body " + form,
                form.formatted(SECRET),
                reply -> {
                    var error = ErrorBody.read(reply.body(), List.of(new Secret(SECRET)));
                    assertThat(error.code().length() + error.message().length()).isLessThan(700);
                    return Stream.of(error.code(), error.message());
                });
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void answersEveryBodyOfTheCorpus(Parser parser) {
        var number = 0;
        for (var body : Mutations.corpus(parser.good())) {
            check(parser, body, "corpus body " + number++);
        }
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void answersEveryChangedBody(Parser parser) {
        for (var seed = 1L; seed <= MUTATIONS; seed++) {
            check(parser, new Mutations(seed).of(parser.good()), "seed " + seed);
        }
    }

    private static void check(Parser parser, byte[] body, String which) {
        try {
            assertThat(parser.told().apply(new HttpReply(202, HEADERS, body)))
                    .allSatisfy(told -> assertThat(told).doesNotContain(TEXT, SECRET));
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            var start = new String(body, 0, Math.min(body.length, 2000), UTF_8);
            throw new AssertionError("%s, %s: %s".formatted(parser, which, start), e);
        }
    }

    private static Stream<String> told(SmsBlock block) {
        return switch (block) {
            case SmsBlock.Readable readable -> rows(readable.messages());
            case SmsBlock.Unreadable unreadable -> {
                assertThat(unreadable.next()).contains("T1");
                yield Stream.of(notBlank(unreadable.reason()));
            }
        };
    }

    private static <T> Stream<String> told(Answer<T> answer, Function<T, Stream<String>> value) {
        return switch (answer) {
            case Answer.Got<T>(var got) -> value.apply(got);
            case Answer.Unreadable<T>(_, var reason) -> Stream.of(notBlank(reason));
            case Answer.Refused<T>(_, var code, var message) -> Stream.of(code, message);
            case Answer.Throttled<T> _, Answer.SignInFailed<T> _, Answer.Unavailable<T> _ ->
                    throw new AssertionError("a body says no such thing: " + answer);
        };
    }

    private static <T> Stream<String> rows(List<Row<T>> rows) {
        return Row.broken(rows).stream().map(row -> notBlank(row.detail()));
    }

    private static String notBlank(String reason) {
        assertThat(reason).isNotBlank();
        return reason;
    }
}
