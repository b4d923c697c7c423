package io.telltale.poller;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.PollerSettings.GraphAccount;
import io.telltale.poller.poll.graph.GraphClients;
import io.telltale.poller.secret.SecretStore;
import io.telltale.poller.secret.StoredRefreshToken;
import io.telltale.poller.secret.StoredRefreshToken.Opening;
import io.telltale.poller.secret.TokenCipher;
import io.telltale.providers.graph.GraphCommand;
import io.telltale.providers.graph.GraphCredentials;
import io.telltale.providers.page.Answer;
import io.telltale.providers.proxy.ProxySettings;
import io.telltale.schemas.record.AccountSecret;
import io.telltale.schemas.settings.Secret;
import io.telltale.schemas.settings.Settings;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GraphConnectionsTest {

    private static final Secret WRONG = new Secret("wrong-token");
    private static final TokenCipher SEAL =
            TokenCipher.read(
                    Settings.of(
                            Map.of(
                                    "TELLTALE_SEAL_KEY",
                                    Base64.getEncoder().encodeToString(new byte[32]))),
                    true);

    private final Clock clock = Clock.systemUTC();
    private final Records records = new Records();
    private FakeGraph graph;
    private GraphConnections connections;

    @BeforeEach
    void start() throws Exception {
        graph = new FakeGraph("good-token", 3600);
        connections =
                new GraphConnections(
                        "demo",
                        new GraphAccount(
                                graph.address(),
                                graph.address(),
                                "app",
                                new Secret("secret"),
                                WRONG,
                                GraphCredentials.USUAL_SCOPE,
                                SEAL,
                                60_000),
                        clock,
                        ProxySettings.UNSET);
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    @Test
    void refusedTokensAreNotSentAgain_howeverOftenThePartitionIsTakenOver() {
        for (var takeOver = 0; takeOver < 5; takeOver++) {
            assertThat(fetch()).isInstanceOf(Answer.SignInFailed.class);
        }

        assertThat(graph.count("app is refused")).isEqualTo(1);
    }

    @Test
    void aTokenThatAnotherOwnerKeptIsSentAtOnce() {
        fetch();
        var other = StoredRefreshToken.ofGraph("demo", WRONG, SEAL, records, clock);
        ((Opening.Opened) other).token().keep(WRONG, new Secret("good-token"));

        assertThat(fetch()).isInstanceOf(Answer.Got.class);
    }

    private Answer<GraphCommand> fetch() {
        return ((GraphClients.Usable) connections.begin(records)).commands().fetch("d", "c");
    }

    /** What is committed, in memory. */
    private static final class Records implements SecretStore {
        private final Map<String, AccountSecret> all = new HashMap<>();

        @Override
        public Optional<AccountSecret> last(String key) {
            return Optional.ofNullable(all.get(key));
        }

        @Override
        public boolean isUnreadable(String key) {
            return false;
        }

        @Override
        public void commit(String key, AccountSecret secret) {
            all.put(key, secret);
        }
    }
}
