package io.telltale.providers.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.http.RequestBudget;
import io.telltale.providers.http.SendLimits;
import io.telltale.providers.page.Answer;
import io.telltale.providers.server.ProviderServer;
import io.telltale.schemas.settings.Settings;
import io.telltale.testing.ProxyServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Real requests of the provider clients' sender through a real proxy. */
@Timeout(60)
@Tag("slow")
class ProxiedSenderTest {

    private static final URI PLAIN = URI.create("http://provider.invalid");
    private static final URI SECURE = URI.create("https://provider.invalid");
    private static final SendLimits SHORT =
            new SendLimits(
                    Duration.ofMillis(300), Duration.ofSeconds(1), 1000, SendLimits.USUAL.memory());
    private static final HttpCall CALL = HttpCall.get("a").header("Authorization", "Bearer t");

    @RegisterExtension final ProviderServer provider = new ProviderServer();

    @Test
    void asksThroughTheProxy_whichAloneHearsItsPassword() throws Exception {
        provider.answers("GET /a", 200, "{}");
        try (var proxy = ProxyServer.before(provider.address())) {
            var answer = send(PLAIN, Map.of("HTTP_PROXY", "http://u:s3cret@" + proxy.address()));

            assertThat(answer).isInstanceOf(Answer.Got.class);
            assertThat(proxy.asked().getFirst())
                    .contains(
                            "GET http://provider.invalid/a HTTP/1.1",
                            "Proxy-Authorization: Basic dTpzM2NyZXQ=");
            assertThat(provider.asked().getFirst().headers())
                    .containsEntry("Authorization", "Bearer t")
                    .doesNotContainKey("Proxy-authorization");
        }
    }

    /** A 401 that names no scheme is an error to the JDK where it authenticates by itself. */
    @Test
    void leavesTheProvidersOwn401ToItsSession() throws Exception {
        provider.answers("GET /a", 401, "{}");
        try (var proxy = ProxyServer.before(provider.address())) {
            assertThat(send(PLAIN, Map.of("HTTP_PROXY", "http://u:p@" + proxy.address())))
                    .isEqualTo(new Answer.Refused<>(401, "", ""));
        }
    }

    /** In a JVM of its own, as a service is: the JDK reads once whether CONNECT may carry Basic. */
    @Test
    void asksThroughATunnelThatWantsAPassword(@TempDir Path folder) throws Exception {
        var identity = TlsIdentity.create(folder, "provider.invalid");
        var secure =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
        var heard = new CompletableFuture<Map<String, ?>>();
        secure.createContext(
                "/",
                exchange -> {
                    heard.complete(Map.copyOf(exchange.getRequestHeaders()));
                    exchange.sendResponseHeaders(204, -1);
                });
        secure.start();
        try (var proxy =
                ProxyServer.before(
                        URI.create("https://127.0.0.1:" + secure.getAddress().getPort()))) {
            var java =
                    new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Djavax.net.ssl.trustStore=" + identity.file(),
                            "-Djavax.net.ssl.trustStorePassword=" + TlsIdentity.PASSWORD,
                            "-cp",
                            System.getProperty("java.class.path"),
                            OneRequest.class.getName(),
                            SECURE.toString());
            java.environment().put("HTTPS_PROXY", "http://u:s3cret@" + proxy.address());
            java.environment().remove("NO_PROXY");
            java.environment().remove("no_proxy");
            var process = java.redirectErrorStream(true).start();

            assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                    .isEqualToIgnoringNewLines("Got 204");
            assertThat(proxy.asked().getFirst())
                    .contains(
                            "CONNECT provider.invalid:443 HTTP/1.1",
                            "Proxy-Authorization: Basic dTpzM2NyZXQ=");
            assertThat(heard.join())
                    .containsKey("Authorization")
                    .doesNotContainKey("Proxy-authorization");
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void saysThatTheProxyWantsAPassword() throws Exception {
        try (var proxy =
                ProxyServer.answering(
                        "407 Who?",
                        "Proxy-Authenticate: NTLM",
                        "Proxy-Authenticate: Basic realm=x")) {
            for (var address : new URI[] {PLAIN, SECURE}) {
                assertThat(reason(address, "http://" + proxy.address()))
                        .isEqualTo(
                                "GET /a: the proxy %s of TELLTALE_PROVIDER_PROXY answered 407, it needs a user and a password there; it accepts NTLM, Basic, and Telltale sends Basic"
                                        .formatted(proxy.address()));
            }
        }
    }

    @Test
    void saysThatThePasswordIsNotTaken_withoutIt() throws Exception {
        try (var proxy = ProxyServer.answering("407 u:s3cret?", "Proxy-Authenticate: Basic")) {
            assertThat(reason(PLAIN, "http://u:s3cret@" + proxy.address()))
                    .contains("answered 407, the user and password there are refused")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void saysThatTheProxyDoesNotLetThrough() throws Exception {
        try (var proxy = ProxyServer.answering("403 Not that host")) {
            assertThat(reason(SECURE, "http://" + proxy.address()))
                    .isEqualTo(
                            "GET /a: the proxy %s of TELLTALE_PROVIDER_PROXY refused CONNECT to provider.invalid:443 with HTTP 403; correct TELLTALE_PROVIDER_PROXY, or name the host in NO_PROXY if it is reached without a proxy"
                                    .formatted(proxy.address()));
        }
    }

    @Test
    void saysThatTheProxyIsNotThere() {
        var nobody = "127.0.0.1:1";

        assertThat(reason(SECURE, "http://" + nobody))
                .startsWith(
                        "GET /a: connect to the proxy %s of TELLTALE_PROVIDER_PROXY on the way to provider.invalid:443 failed; correct TELLTALE_PROVIDER_PROXY"
                                .formatted(nobody));
    }

    @Test
    void saysThatTheNameOfTheProxyIsNotKnown() {
        assertThat(reason(SECURE, "http://proxy.invalid:3128"))
                .startsWith("GET /a: the name of the proxy proxy.invalid:3128 of TELLTALE_");
    }

    @Test
    void saysThatTheProxyDoesNotAnswer() throws Exception {
        try (var proxy = ProxyServer.answering("")) {
            var variables = Map.of("HTTPS_PROXY", "http://" + proxy.address());

            assertThat(reason(send(SECURE, variables, SHORT)))
                    .isEqualTo(
                            "GET /a: no whole answer within PT1S through the proxy %s of HTTPS_PROXY"
                                    .formatted(proxy.address()));
        }
    }

    @Test
    void saysWhatToSet_whenAHostIsNotReachedDirectly() throws Exception {
        assertThat(reason(send(SECURE, Map.of())))
                .isEqualTo(
                        "GET /a: the name of provider.invalid:443 is not known here; behind a proxy set TELLTALE_PROVIDER_PROXY or HTTPS_PROXY");
        assertThat(reason(send(PLAIN, Map.of("HTTP_PROXY", "p.test:1", "NO_PROXY", "invalid"))))
                .endsWith("is not known here; no proxy was used: NO_PROXY names that host");
        assertThat(
                        reason(
                                send(
                                        PLAIN,
                                        Map.of(
                                                "HTTP_PROXY",
                                                "p.test:1",
                                                "TELLTALE_PROVIDER_PROXY",
                                                ""))))
                .endsWith("no proxy was used: TELLTALE_PROVIDER_PROXY is none");
    }

    @Test
    void saysThatConnectingTookTooLong() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = URI.create("https://127.0.0.1:" + silent.getLocalPort());

            assertThat(reason(send(address, Map.of(), SHORT)))
                    .startsWith(
                            "GET /a: connect to 127.0.0.1:%d timed out; "
                                    .formatted(silent.getLocalPort()));
        }
    }

    @Test
    void saysThatTlsFailed_andWhoseCertificateIsMissing(@TempDir Path folder) throws Exception {
        var identity = TlsIdentity.create(folder, "localhost");
        var secure =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
        secure.start();
        try {
            assertThat(
                            reason(
                                    send(
                                            URI.create(
                                                    "https://localhost:"
                                                            + secure.getAddress().getPort()),
                                            Map.of())))
                    .startsWith("GET /a: TLS with localhost:")
                    .endsWith("the JVM's trust store has to hold its certificate authority");
        } finally {
            secure.stop(0);
        }
    }

    private static String reason(URI base, String proxy) {
        return reason(send(base, Map.of("TELLTALE_PROVIDER_PROXY", proxy)));
    }

    private static String reason(Answer<HttpReply> answer) {
        assertThat(answer).isInstanceOf(Answer.Unavailable.class);
        return ((Answer.Unavailable<HttpReply>) answer).reason();
    }

    private static Answer<HttpReply> send(URI base, Map<String, String> variables) {
        return send(base, variables, SendLimits.USUAL);
    }

    private static Answer<HttpReply> send(
            URI base, Map<String, String> variables, SendLimits limits) {
        try (var sender =
                new HttpSender(
                        base,
                        limits,
                        Clock.systemUTC(),
                        RequestBudget.unlimited(),
                        ProxySettings.read(Settings.of(variables)))) {
            return sender.send(CALL);
        }
    }
}
