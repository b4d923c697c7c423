package io.telltale.providers.thingspace;

import static io.telltale.providers.thingspace.CampaignClientTest.got;
import static io.telltale.providers.thingspace.SignedIn.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.Answer;
import io.telltale.providers.server.Payload;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import io.telltale.schemas.settings.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

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
                                new Secret("p"));

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

        assertThat(client().deregister(ACCOUNT, "DeviceService"))
                .isEqualTo(new Answer.Got<>("DeviceService"));
    }

    private ListenerClient client() {
        return new ListenerClient(SignedIn.session(server, clock));
    }
}
