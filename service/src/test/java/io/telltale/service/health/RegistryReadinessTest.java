package io.telltale.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryReadinessTest {

    private static final String JOE = "Basic am9lOnNlY3JldA=="; // joe:secret

    private HttpServer registry;

    /** A registry for which only joe is right. */
    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext(
                "/subjects",
                exchange -> {
                    var sent = exchange.getRequestHeaders().getFirst("Authorization");
                    exchange.sendResponseHeaders(JOE.equals(sent) ? 200 : 401, -1);
                    exchange.close();
                });
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    @Test
    void isUp_whenTheRegistryAcceptsTheConfiguredCredentials() {
        assertThat(isUp("joe:secret")).isTrue();
    }

    @Test
    void isDown_whileTheRegistryRefusesThem() {
        assertThat(isUp("joe:other")).isFalse();
    }

    @Test
    void isDown_whenTheRegistryWantsCredentialsAndNoneAreConfigured() {
        assertThat(isUp("")).isFalse();
    }

    private boolean isUp(String credentials) {
        var variables = new HashMap<String, String>();
        variables.put(
                "TELLTALE_REGISTRY_URL", "http://127.0.0.1:" + registry.getAddress().getPort());
        if (!credentials.isEmpty()) {
            variables.put("TELLTALE_REGISTRY_PROPERTIES_BASIC_AUTH_USER_INFO", credentials);
        }
        var readiness = new RegistryReadiness(SerdeSettings.read(Settings.of(variables)));
        return readiness.hasAnswered().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
