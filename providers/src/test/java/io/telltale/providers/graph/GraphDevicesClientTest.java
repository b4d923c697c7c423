package io.telltale.providers.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.http.SignInHold;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.server.Payload;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GraphDevicesClientTest {

    private static final String GET = "GET /beta/me/devices";

    @RegisterExtension final ProviderServer server = new ProviderServer();

    @Test
    void readsDevices_whoseNamesBeginWithCapitals() {
        server.answers(GET, 200, Payload.text("graph/devices.capitals.json"));

        assertThat(page().devices())
                .containsExactly(
                        new Row.Good<>(
                                new GraphDevice(
                                        "6841b3db-2b55-467b-ad84-79a41a4ef665",
                                        Optional.of("JimSurface"),
                                        Optional.of("Microsoft Corporation"),
                                        Optional.of("Surface Book"),
                                        Optional.of("Tablet"),
                                        Optional.of("Windows"),
                                        Optional.of("Unknown"))));
        assertThat(page().next()).isEmpty();
    }

    @Test
    void readsDevices_whoseNamesAreLower_andFindsOneWithoutId() {
        server.answers(
                GET,
                200,
                """
                {"value":[{"name":"n","id":"i","status":null,"kind":"formFactor"},{"name":"nobody"}]}
                """);

        var devices = page().devices();

        assertThat(Row.good(devices).getFirst().kind()).contains("formFactor");
        assertThat(Row.broken(devices).getFirst().fault()).isEqualTo(RowFault.MISSING_FIELD);
    }

    @Test
    void asksForTheNextPageByTheWholeLink_unchanged() {
        var query = "$skiptoken=a%2Bb%20c&$top=2&x=%E2%82%AC";
        server.answers(
                GET,
                200,
                "{\"value\":[],\"@odata.nextLink\":\"%s/beta/me/devices?%s\"}"
                        .formatted(server.address(), query));
        var client = client();
        var first = ((Answer.Got<GraphDeviceRows>) client.fetch(Optional.empty())).value();

        client.fetch(GraphPageLink.of(first.next().orElseThrow().pathAndQuery()));

        assertThat(server.asked(GET).getLast().target()).isEqualTo(GET + "?" + query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/beta/me/devices?$skiptoken=a&count&x=&&y=%2f",
                "/beta/users('a@b.example')/devices?$top=1",
                "/beta/users(%27a%40b.example%27)/devices"
            })
    void asksForTheNextPage_notACharacterChanged(String pathAndQuery) {
        server.answers(GET, 200, "{\"value\":[]}");
        server.answers("GET " + pathAndQuery.split("\\?", 2)[0], 200, "{\"value\":[]}");

        client().fetch(GraphPageLink.of(pathAndQuery));

        assertThat(server.asked().getLast().target()).isEqualTo("GET " + pathAndQuery);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/beta/me/devices?$skiptoken=a",
                "http://127.0.0.1:1/beta/me/devices",
                "http://127.0.0.1:PORT/v1.0/me/devices",
                "http://127.0.0.1:PORT/beta/me/messages",
                "http://127.0.0.1:PORT/beta/../beta/me/devices",
                "http://me@127.0.0.1:PORT/beta/me/devices",
                "/beta/me/devices?$skiptoken=a",
                "no address"
            })
    void isUnreadable_whenTheNextPageIsElsewhere(String link) {
        var next = link.replace("PORT", Integer.toString(server.address().getPort()));
        server.answers(GET, 200, "{\"value\":[],\"@odata.nextLink\":\"%s\"}".formatted(next));

        assertThat(client().fetch(Optional.empty())).isInstanceOf(Answer.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/beta/me/messages",
                "//evil.example/devices",
                "/beta/me/devices#x",
                "/beta/me/%2e%2e/messages/devices",
                "/beta/me%2Fmessages/devices",
                "/beta/me/devices?x=%zz",
                "",
                "x"
            })
    void isNoLink_whenItLeadsToNoDevices(String pathAndQuery) {
        assertThat(GraphPageLink.of(pathAndQuery)).isEmpty();
    }

    @Test
    void isUnreadable_whenThereIsNoList() {
        server.answers(GET, 200, "{}");

        assertThat(client().fetch(Optional.empty())).isInstanceOf(Answer.Unreadable.class);
    }

    private GraphDeviceRows page() {
        return ((Answer.Got<GraphDeviceRows>) client().fetch(Optional.empty())).value();
    }

    private GraphDevicesClient client() {
        var clock = new SetClock();
        server.answers(GraphSessionTest.TOKEN, 200, GraphSessionTest.token("a", "r"));
        return new GraphDevicesClient(
                new GraphSession(
                        server.sender(clock),
                        server.sender(clock),
                        new GraphCredentials(
                                "client", Optional.empty(), GraphCredentials.USUAL_SCOPE),
                        new GraphSessionTest.KeptTokens(),
                        SignInHold.afterRefusals(clock),
                        clock),
                server.address());
    }
}
