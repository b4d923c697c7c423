package io.telltale.providers.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.http.SignInHold;
import io.telltale.providers.page.Answer;
import io.telltale.providers.server.Payload;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GraphCommandClientTest {

    private static final String DEVICE = "6841b3db-2b55-467b-ad84-79a41a4ef665";
    private static final String COMMAND = "0158355AD4D680CC4E2994CC009EFFD7337D1335FCA6ED266";
    private static final String GET = "GET /beta/me/devices/" + DEVICE + "/commands/" + COMMAND;
    private static final String PAYLOAD = GET + "/responsePayload";

    @RegisterExtension final ProviderServer server = new ProviderServer();

    @Test
    void readsABareCommand_whoseNullsAreTexts() {
        server.answers(GET, 200, Payload.text("graph/command.bare.json"));

        assertThat(client().fetch(DEVICE, COMMAND))
                .isEqualTo(new Answer.Got<>(bare("0", "requesting")));
        assertThat(server.asked(GET).getFirst().headers())
                .containsEntry("Accept", "application/json");
    }

    @Test
    void readsACommandInsideValue() {
        server.answers(GET, 200, Payload.text("graph/command.wrapped.json"));

        assertThat(client().fetch(DEVICE, COMMAND))
                .isEqualTo(new Answer.Got<>(bare(COMMAND + "…", "completed")));
    }

    @Test
    void readsACommandInsideAnArray_withNamesInAnyCase_andDropsTheTicket() {
        server.answers(
                GET,
                200,
                """
                {"Value":[{"Id":"1","actionStatus":"","Status":"executing","Type":"appService","appservicename":"s",
                "permissionTicket":"t1cket","postBackURI":"https://a.example","error":"e",
                "payload":{"n":1.50,"Type":"Toast"},"responsepayload":"null"}]}
                """);

        assertThat(client().fetch(DEVICE, COMMAND))
                .isEqualTo(
                        new Answer.Got<>(
                                new GraphCommand(
                                        Optional.of("1"),
                                        "executing",
                                        Optional.of("appService"),
                                        Optional.of("s"),
                                        Optional.empty(),
                                        Optional.of("e"),
                                        Optional.of("https://a.example"),
                                        Optional.of("{\"n\":1.50,\"Type\":\"Toast\"}"),
                                        Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "no route"                                            | no route
                    {"code":"AppGone","message":"not there"}              | AppGone: not there
                    {"Code":"AppGone","innerError":{"date":"2022-12-22"}} | AppGone
                    {"why":1}                                             | {"why":1}
                    {}                                                    |
                    "null"                                                |
                    null                                                  |
                    """)
    void readsAnErrorAsTextOrObject(String error, @Nullable String read) {
        server.answers(GET, 200, "{\"status\":\"error\",\"error\":%s}".formatted(error));

        assertThat(client().fetch(DEVICE, COMMAND).map(GraphCommand::error))
                .isEqualTo(new Answer.Got<>(Optional.ofNullable(read)));
    }

    @Test
    void cutsAnErrorThatIsTooLong() {
        server.answers(
                GET, 200, "{\"status\":\"error\",\"error\":\"%s\"}".formatted("x".repeat(100_000)));

        assertThat(client().fetch(DEVICE, COMMAND).map(command -> command.error().get().length()))
                .isEqualTo(new Answer.Got<>(4096));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"value\":[]}", "{\"value\":null}", "{\"status\":null}", "{\"stat"})
    void isUnreadable_whenThereIsNoStatus(String body) {
        server.answers(GET, 200, body);

        assertThat(client().fetch(DEVICE, COMMAND)).isInstanceOf(Answer.Unreadable.class);
    }

    @Test
    void isRefused_whenTheCommandIsNotKnown() {
        server.answers(GET, 404, "{\"error\":{\"code\":\"itemNotFound\",\"message\":\"m\"}}");

        assertThat(client().fetch(DEVICE, COMMAND))
                .isEqualTo(new Answer.Refused<>(404, "itemNotFound", "m"));
    }

    @Test
    void readsTheResponsePayloadAsJsonText() {
        server.answers(PAYLOAD, 200, Payload.text("graph/response-payload.json"));

        assertThat(client().responsePayload(DEVICE, COMMAND))
                .isEqualTo(
                        new Answer.Got<>(
                                Optional.of(
                                        "{\"@odata.context\":\"https://graph.microsoft.com/devices/$metadata#microsoft.graph.PayloadResponse\","
                                                + "\"MsIgnoredParameter\":0,\"CreationDate\":\"04/27/2017\",\"Type\":\"Ok\"}")));
    }

    @Test
    void findsNoResponsePayload_whileThereIsNone() {
        server.answers(PAYLOAD, 404, "{}");
        server.answers(PAYLOAD, 204, "");
        server.answers(PAYLOAD, 200, " ");
        server.answers(PAYLOAD, 200, "null");
        var client = client();

        for (var i = 0; i < 4; i++) {
            assertThat(client.responsePayload(DEVICE, COMMAND))
                    .isEqualTo(new Answer.Got<>(Optional.empty()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "completed",
                "failedToSend",
                "executionFailed",
                "commandDropped",
                "canceled",
                "expired",
                "error"
            })
    void knowsThatACommandHasEnded(String status) {
        assertThat(bare("1", status).ended()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requesting",
                "sentToTarget",
                "executing",
                "cancel",
                "cancelling",
                "retry",
                "custom",
                "new"
            })
    void knowsThatACommandGoesOn(String status) {
        assertThat(bare("1", status).ended()).isFalse();
    }

    static GraphCommand bare(String id, String status) {
        return new GraphCommand(
                Optional.of(id),
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private GraphCommandClient client() {
        var clock = new SetClock();
        server.answers(GraphSessionTest.TOKEN, 200, GraphSessionTest.token("a", "r"));
        return new GraphCommandClient(
                new GraphSession(
                        server.sender(clock),
                        server.sender(clock),
                        new GraphCredentials(
                                "client", Optional.empty(), GraphCredentials.USUAL_SCOPE),
                        new GraphSessionTest.KeptTokens(),
                        SignInHold.afterRefusals(clock),
                        clock));
    }
}
