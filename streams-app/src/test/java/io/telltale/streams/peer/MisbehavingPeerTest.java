package io.telltale.streams.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.service.peer.PeerClient;
import io.telltale.streams.device.RefSpan;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.query.ClusterQueries;
import io.telltale.streams.query.Lookup;
import io.telltale.streams.query.OnlyPartition;
import io.telltale.streams.query.PartUnavailableException;
import io.telltale.streams.query.RowRange;
import io.telltale.streams.topology.Given;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Another instance that answers late, wrongly, or not at all: the answer is incomplete and names
 * which instance lacks and why. It is never wrong.
 */
@NullUnmarked // set before each test
class MisbehavingPeerTest {

    private static final DeviceRef DEVICE = DeviceRef.parse("imei:990000560000001");
    private static final CampaignRef CAMPAIGN = CampaignRef.parse(Given.CAMPAIGN_REF);

    /** Of one hop, with time for a busy machine. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final CountDownLatch over = new CountDownLatch(1);
    private ExecutorService threads;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.close();
    }

    @Test
    void aPeerThatAnswersLateCostsItsTimeLimit() {
        peer(exchange -> await());

        assertThat(lateReason()).contains("no whole answer within 1000 ms");
    }

    @Test
    void aPeerThatBreaksOffItsAnswerCostsItsTimeLimit() {
        peer(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"identity\":null,".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            await();
        });

        assertThat(lateReason()).contains("no whole answer within 1000 ms");
    }

    @Test
    void aPeerThatClosesTheConnectionDoesNotAnswer() {
        peer(HttpExchange::close);

        assertThat(reason()).contains("does not answer");
    }

    @Test
    void aPeerThatIsGoneDoesNotAnswer() {
        server.stop(0);

        assertThat(reason()).contains("does not answer: ConnectException");
    }

    @Test
    void theStatusOfARefusalIsNamed() {
        for (var status : List.of(204, 302, 400, 403, 500, 503)) {
            peer(exchange -> exchange.sendResponseHeaders(status, -1));

            assertThat(reason()).contains("HTTP " + status);
        }
    }

    @Test
    void aPeerWithAnotherSecretSendsOneToTheVariable() {
        peer(exchange -> exchange.sendResponseHeaders(401, -1));

        assertThat(reason()).contains("HTTP 401; is TELLTALE_PEER_SECRET the same there?");
    }

    @Test
    void aReleaseWithoutTheRouteIsNamedAsThat() {
        peer(exchange -> exchange.sendResponseHeaders(404, -1));

        assertThat(reason()).contains("it does not have this kind of read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "null",
                "[]",
                "\"text\"",
                "{}",
                "{\"identity\":null}",
                "{\"hasRows\":false}",
                "{\"identity\":null,\"hasRows\":null}",
                "{\"identity\":7,\"hasRows\":false}",
                "{\"identity\":\"no base64\",\"hasRows\":false}",
                "{\"identity\":\"AAAA\",\"hasRows\":false}",
                "{\"identity\":\"wwEAAAAAAAAAAAA=\",\"hasRows\":false}",
                "{\"identity\":null,\"hasRows\":false}{}",
                "{\"identity\":null,\"hasRows\":fal",
            })
    void anAnswerInAnotherFormIsNoneOfTheStores(String body) {
        answers(body);

        assertThat(reason()).contains("in a form that is not understood here");
    }

    @Test
    void membersOfALaterReleaseAreLeftOut() {
        answers("{\"identity\":null,\"hasRows\":true,\"later\":{\"more\":[1]}}");

        assertThat(reads().ref(DEVICE.toString()).hasRows()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rows\":[],\"hasMore\":true}",
                "{\"rows\":null,\"hasMore\":false}",
                "{\"rows\":[null],\"hasMore\":false}",
                "{\"rows\":[{\"range\":1,\"key\":\"%1$s\",\"event\":null}],\"hasMore\":true}",
                "{\"rows\":[{\"range\":-1,\"key\":\"%1$s\",\"event\":null}],\"hasMore\":true}",
                "{\"rows\":[{\"range\":0,\"key\":\"\",\"event\":null}],\"hasMore\":true}",
                "{\"rows\":[{\"range\":0,\"key\":\"%2$s\",\"event\":null}],\"hasMore\":true}",
                "{\"rows\":[{\"range\":0,\"key\":\"%1$s\",\"event\":\"AAAA\"}],\"hasMore\":true}",
                // the same row for ever
                "{\"rows\":[{\"range\":0,\"key\":\"%1$s\",\"event\":null}],\"hasMore\":true}",
            })
    void rowsThatDoNotGoOnEndTheRead(String body) {
        var own = new RowKey(DEVICE.toString(), Given.NOW, "event");
        var others = new RowKey("imei:990000560000002", Given.NOW, "event");
        answers(
                body.formatted(
                        PeerSerdes.text(PeerSerdes.ROW_KEY, own),
                        PeerSerdes.text(PeerSerdes.ROW_KEY, others)));

        assertThatThrownBy(this::readRows)
                .isInstanceOf(PartUnavailableException.class)
                .hasMessageContaining("in a form that is not understood here");
    }

    private void readRows() {
        var ref = DEVICE.toString();
        var range = new RowRange(new RefSpan(ref, null, null), RowKey.first(ref), RowKey.last(ref));
        try (var rows = reads().rows(List.of(range), EnumSet.of(TimelineFamily.SMS), 5)) {
            while (rows.next() != null) {
                // on to the end
            }
        }
    }

    /** The same, but for requests that a busy machine made late. */
    private String reason() {
        var deadline = System.nanoTime() + LONGEST.multipliedBy(12).toNanos();
        var reason = lateReason();
        while (reason.contains("no whole answer") && System.nanoTime() < deadline) {
            reason = lateReason();
        }
        return reason;
    }

    /** What is lacking according to every kind of query; each ends within the limit. */
    private String lateReason() {
        var queries =
                new ClusterQueries(OnlyPartition.asOf(reads(), Given.NOW), Duration.ZERO, clock());
        var began = System.nanoTime();
        var reason = reason(queries.device(DEVICE, Optional.empty()));
        assertThat(reason).contains(address());
        assertThat(reason(queries.devices("", 5))).contains(address());
        assertThat(reason(queries.campaign(CAMPAIGN))).contains(address());
        assertThat(reason(queries.campaigns(Optional.empty(), 5))).contains(address());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST.multipliedBy(4));
        return reason;
    }

    private static String reason(Lookup<?> lookup) {
        assertThat(lookup).isInstanceOf(Lookup.Incomplete.class);
        return ((Lookup.Incomplete<?>) lookup).reason();
    }

    private static Clock clock() {
        return Clock.fixed(Given.NOW, ZoneOffset.UTC);
    }

    private PeerReads reads() {
        return PeerReads.active(new PeerClient(PeerUnderTest.PEERS), address());
    }

    private String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void await() throws IOException {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void answers(String body) {
        peer(exchange -> {
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().close();
        });
    }

    /** From now on, what the peer does with each request. */
    private void peer(HttpHandler handler) {
        try {
            server.removeContext("/");
        } catch (IllegalArgumentException _) {
            // the first one
        }
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    handler.handle(exchange);
                });
    }
}
