package io.telltale.providers.thingspace.callback;

import static io.telltale.providers.server.Answers.got;
import static io.telltale.providers.thingspace.signin.SignedIn.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.Answer;
import io.telltale.providers.server.Payload;
import io.telltale.providers.server.Permits;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import io.telltale.providers.thingspace.signin.SignedIn;
import io.telltale.schemas.settings.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ListenerClientTest {

    private static final String PATH = "/api/m2m/v1/callbacks/" + ACCOUNT;

    @RegisterExtension final ProviderServer server = new ProviderServer();
    private final SetClock clock = new SetClock();

    @Test
    void readsAnEmptyBodyAsNoListener() {
        server.answers("GET " + PATH, 200, "");

        assertThat(got(client().list(ACCOUNT))).isEmpty();
    }

    @Test
    void readsListeners() {
        server.answers("GET " + PATH, 200, "[" + Payload.text("thingspace/listener.json") + "]");

        var listener = got(client().list(ACCOUNT)).getFirst();

        assertThat(listener.service()).isEqualTo("DeviceUsage");
        assertThat(listener.url())
                .isEqualTo("http://10.120.102.147:50569/CallbackListener/Usage.asmx");
        assertThat(listener.username()).isEqualTo("zaffod");
        assertThat(listener.password().reveal()).isEqualTo("drowssap");
        assertThat(listener.toString()).doesNotContain("drowssap");
    }

    @Test
    void doesNotKeepAListThatCannotBeRead_sinceItHoldsPasswords() {
        server.answers("GET " + PATH, 200, "[{\"password\":\"drowssap\"}]");

        assertThat(client().list(ACCOUNT))
                .isInstanceOfSatisfying(
                        Answer.Unreadable.class,
                        unreadable -> assertThat(unreadable.body()).isEmpty());
    }

    @Test
    void registersAUrl() {
        server.answers(
                "POST " + PATH, 200, "{\"accountName\":\"a\",\"serviceName\":\"DeviceService\"}");

        var answer =
                client().register(
                                ACCOUNT,
                                "DeviceService",
                                URI.create("http://127.0.0.1:9001/c"),
                                "u",
                                new Secret("p"),
                                Permits.holding("register"));

        assertThat(answer).isEqualTo(new Answer.Got<>("DeviceService"));
        assertThat(server.asked("POST " + PATH).getFirst().body())
                .isEqualTo(
                        "{\"name\":\"DeviceService\",\"url\":\"http://127.0.0.1:9001/c\",\"username\":\"u\",\"password\":\"p\"}");
    }

    @Test
    void deregistersAService() {
        server.answers(
                "DELETE " + PATH + "/name/DeviceService",
                200,
                "{\"serviceName\":\"DeviceService\"}");

        assertThat(client().deregister(ACCOUNT, "DeviceService", Permits.holding("d")))
                .isEqualTo(new Answer.Got<>("DeviceService"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"serviceName\":\"S\",\"url\":\"u\"}]",
                "[{\"name\":\"S\",\"url\":\"u\",\"username\":null,\"password\":\"\"}]",
                "{\"accountName\":\"a\",\"serviceName\":\"S\",\"url\":\"u\"}"
            })
    void readsAListener_withoutCredentials_andByEitherName(String body) {
        server.answers("GET " + PATH, 200, body);

        assertThat(got(client().list(ACCOUNT)))
                .singleElement()
                .satisfies(listener -> {
                    assertThat(listener.service()).isEqualTo("S");
                    assertThat(listener.username()).isEmpty();
                    assertThat(listener.password().reveal()).isEmpty();
                });
    }

    @Test
    void changesNothing_whenThePermitHasEnded() {
        var ended = Permits.ended("p");

        var registered =
                client().register(
                                ACCOUNT, "S", URI.create("http://a"), "u", new Secret("p"), ended);
        var deregistered = client().deregister(ACCOUNT, "S", ended);

        assertThat(registered).isInstanceOf(Answer.Unavailable.class);
        assertThat(deregistered).isInstanceOf(Answer.Unavailable.class);
        assertThat(server.asked())
                .map(ProviderServer.Asked::target)
                .noneMatch(target -> target.contains(PATH));
    }

    @Test
    void takesAnEmptyAnswerAsASuccess() {
        server.answers("DELETE " + PATH + "/name/S", 200, "");

        assertThat(client().deregister(ACCOUNT, "S", Permits.holding("d")))
                .isEqualTo(new Answer.Got<>("S"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, X.REQUEST_FAILED.UnexpectedError, A callback is already registered., ALREADY_REGISTERED",
        "400, X.INPUT_INVALID.Callback.AlreadyExists, m, ALREADY_REGISTERED",
        "409, '', '', ALREADY_REGISTERED",
        "400, X.REQUEST_FAILED.UnexpectedError, The URL is missing, OTHER"
    })
    void tellsARefusalThatAnotherUrlIsThereFromOthers(
            int status, String code, String message, ListenerRejection expected) {
        assertThat(ListenerRejection.of(new Answer.Refused<>(status, code, message)))
                .isEqualTo(expected);
    }

    private ListenerClient client() {
        return new ListenerClient(SignedIn.session(server, clock));
    }
}
