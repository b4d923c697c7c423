package io.telltale.callback;

import static io.telltale.callback.CallbackUnderTest.PATH;
import static io.telltale.callback.CallbackUnderTest.callback;
import static io.telltale.callback.CallbackUnderTest.seed;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.telltale.callback.connection.ConnectionLimits;
import io.telltale.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers can cost us, on sockets of our own. */
@Tag("slow")
class LimitsTest {

    private static final String LINE = "POST " + PATH + " HTTP/1.1\r\nHost: callback\r\n";
    private static final String CHUNKED = LINE + "Transfer-Encoding: chunked\r\n\r\n";
    private static final int MEBIBYTE = 1024 * 1024;

    /** Deadlines of the standard, only sooner. */
    private static final ConnectionLimits SOON = limits(512, 64, 32);

    private static ConnectionLimits limits(int connections, int strangers, int bodyMebibytes) {
        return new ConnectionLimits(
                Duration.ofMillis(700),
                Duration.ofMillis(2100),
                connections,
                strangers,
                bodyMebibytes * MEBIBYTE);
    }

    @Test
    void theStandardIsTenSecondsForHeadersAndThirtyForARequest() {
        assertThat(ConnectionLimits.STANDARD.headers()).isEqualTo(Duration.ofSeconds(10));
        assertThat(ConnectionLimits.STANDARD.request()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void headersThatTrickleAreCut() {
        try (var service = new CallbackUnderTest(Brokers.healthy(), SOON);
                var slow = service.connect()) {
            slow.send(LINE + "X-Slow: ");

            assertThat(slow.trickleUntilCut(Duration.ofMillis(20)))
                    .isBetween(Duration.ofMillis(600), Duration.ofMillis(2000));
            assertThat(service.counted("telltale.callback.connections.cut", "reason", "too slow"))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 100000\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n186a0\r\n"
            })
    void aBodyThatTricklesIsCut(String start) {
        try (var service = new CallbackUnderTest(Brokers.healthy(), SOON);
                var slow = service.connect()) {
            slow.send(LINE + start);

            assertThat(slow.trickleUntilCut(Duration.ofMillis(20)))
                    .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(6));
            assertThat(service.written()).isEmpty();
        }
    }

    @Test
    void aConnectionThatIsKeptIsNotCut_howeverOldItIs() {
        try (var service = new CallbackUnderTest(Brokers.healthy(), SOON);
                var kept = service.connect()) {
            var start = System.nanoTime();
            while (System.nanoTime() - start < SOON.request().plusMillis(600).toNanos()) {
                assertThat(kept.send(post(seed()))).isTrue();
                assertThat(kept.statusLine()).isEqualTo("HTTP/1.1 204 No Content");
                skipHeaders(kept);
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    @Test
    void aBodyInManyChunksIsTaken() {
        try (var service = new CallbackUnderTest(Brokers.healthy(), SOON);
                var caller = service.connect()) {
            caller.send(CHUNKED);
            seed().lines().forEach(line -> caller.send(chunk(line)));
            caller.send("0\r\n\r\n");

            assertThat(caller.statusLine()).isEqualTo("HTTP/1.1 204 No Content");
        }
    }

    @Test
    void oneConnectionTooManyIsClosed_andPlacesAreGivenBack() {
        try (var service = new CallbackUnderTest(Brokers.healthy(), limits(3, 1, 32))) {
            var open = Stream.generate(service::connect).limit(3).toList();
            open.forEach(each -> assertThat(each.send(post("{"))).isTrue());
            open.forEach(each -> assertThat(each.statusLine()).startsWith("HTTP/1.1 400"));
            try (var oneTooMany = service.connect()) {
                oneTooMany.send(post("{"));
                assertThat(oneTooMany.statusLine()).isEmpty();
            }
            assertThat(service.counted("telltale.callback.connections.cut", "reason", "too many"))
                    .isEqualTo(1);
            assertThat(service.manage("/health/liveness").statusCode()).isEqualTo(200);

            open.forEach(RawConnection::close);
            Await.until(() -> {
                try (var next = service.connect()) {
                    next.send(post("{"));
                    return next.statusLine().startsWith("HTTP/1.1 400");
                }
            });
        }
    }

    @Test
    void strangersHaveFewPlaces_andOnlyTheirOwn() {
        var environment = Map.of("TELLTALE_CALLBACK_TRUSTED_SOURCES", "192.0.2.1");
        try (var service = new CallbackUnderTest(Brokers.healthy(), environment)) {
            var strangers = Stream.generate(service::connect).limit(200).toList();
            strangers.forEach(each -> each.send(post("{")));
            var answers = strangers.stream().map(RawConnection::statusLine).toList();

            assertThat(answers).filteredOn(line -> line.startsWith("HTTP/1.1 401")).hasSize(64);
            assertThat(answers).filteredOn(String::isEmpty).hasSize(136);
            strangers.forEach(RawConnection::close);
        }
    }

    @Test
    void aThousandOversizedBodiesAtOnceTakeBoundedMemory() {
        var metric = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        var rest = new byte[1_000_000];
        Arrays.fill(rest, (byte) ' ');
        var patient =
                new ConnectionLimits(
                        Duration.ofSeconds(60), Duration.ofSeconds(60), 1000, 64, 32 * MEBIBYTE);
        var refusals = new AtomicInteger();
        var most = new AtomicLong();
        try (var service = new CallbackUnderTest(Brokers.healthy(), patient)) {
            var callers = new ArrayList<RawConnection>();
            for (var caller = 0; caller < 1000; caller++) {
                var connection = service.connect();
                callers.add(connection);
                // half of them say how much will come, half do not; none of them ever ends
                var start =
                        caller % 2 == 0
                                ? LINE + "Content-Length: 1048576\r\n\r\n{"
                                : CHUNKED + "f4240\r\n{";
                var _ =
                        Thread.startVirtualThread(() -> {
                            connection.send(start);
                            connection.send(rest);
                            if (connection.statusLine().startsWith("HTTP/1.1 503")) {
                                refusals.incrementAndGet();
                            }
                        });
            }
            Await.until(() -> {
                most.accumulateAndGet(
                        metric.usedDirectMemory() + metric.usedHeapMemory(), Math::max);
                return refusals.get() >= 960;
            });

            assertThat(refusals.get()).isLessThanOrEqualTo(968);
            // of 1000 MB sent: 32 MiB of bodies, a read buffer a connection, and what the pool
            // rounds up
            assertThat(most.get()).isLessThan(256L * MEBIBYTE);
            callers.forEach(RawConnection::close);
            Await.until(() -> service.post(seed()).statusCode() == 204);
        }
    }

    @Test
    void roomIsGivenBack_howeverARequestEnds() {
        try (var service = new CallbackUnderTest(Brokers.healthy(), limits(512, 64, 1))) {
            for (var time = 0; time < 5; time++) {
                try (var gone = service.connect()) {
                    gone.send(CHUNKED + chunk("{"));
                }
                Await.until(() -> service.postChunked(seed()).statusCode() == 204);
                assertThat(service.postChunked("{").statusCode()).isEqualTo(400);
                assertThat(
                                service.postChunked(callback("\"x\":1").replace("demo", "w"))
                                        .statusCode())
                        .isEqualTo(401);
                assertThat(service.postChunked("x".repeat(2 * MEBIBYTE)).statusCode())
                        .isEqualTo(413);
            }
        }
    }

    @Test
    void whoFindsNoRoomHears503_andStrangersStillHear401() {
        try (var service = new CallbackUnderTest(Brokers.healthy(), limits(512, 64, 1))) {
            var holders = new ArrayList<RawConnection>();
            Await.until(() -> {
                holders.add(service.connect()); // a post may have been faster than the last one
                holders.getLast().send(CHUNKED + chunk("{"));
                return service.post(seed()).statusCode() == 503;
            });

            var answer = service.post(seed());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(answer.body()).contains("urn:telltale:problem:not-ready");
            assertThat(
                            service.post(
                                            PATH.replace("0000123456", "0000999999"),
                                            BodyPublishers.ofString(seed()))
                                    .statusCode())
                    .isEqualTo(401);
            assertThat(service.counted("telltale.callback.received", "result", "no-room"))
                    .isPositive();
            holders.forEach(RawConnection::close);
        }
    }

    @Test
    void theMarkForNoRoomCannotBeSentFromOutside() {
        try (var service = new CallbackUnderTest(Brokers.healthy(), SOON);
                var caller = service.connect()) {
            caller.send(post(seed()).replace("Host:", "telltale-room: none\r\nHost:"));

            assertThat(caller.statusLine()).isEqualTo("HTTP/1.1 204 No Content");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "identity", "x"})
    void aPackedBodyIsRefused(String encoding) {
        try (var service = new CallbackUnderTest(Brokers.healthy(), SOON);
                var caller = service.connect()) {
            caller.send(
                    post(seed()).replace("Host:", "Content-Encoding: " + encoding + "\r\nHost:"));

            assertThat(caller.statusLine()).startsWith("HTTP/1.1 415");
            assertThat(service.written()).isEmpty();
        }
    }

    @Test
    void aGzipBombIsNotUnpacked() throws IOException {
        var metric = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        var bomb = bomb();
        try (var service = new CallbackUnderTest(Brokers.healthy(), SOON);
                var caller = service.connect()) {
            var before = metric.usedDirectMemory() + metric.usedHeapMemory();
            caller.send(
                    LINE
                            + "Content-Encoding: gzip\r\nConnection: close\r\nContent-Length: "
                            + bomb.length
                            + "\r\n\r\n");
            caller.send(bomb);

            assertThat(caller.everything()).startsWith("HTTP/1.1 415");
            assertThat(metric.usedDirectMemory() + metric.usedHeapMemory() - before)
                    .isLessThan(8L * MEBIBYTE);
        }
    }

    /** One byte becomes about a thousand: 900 KiB become 900 MiB. */
    private static byte[] bomb() throws IOException {
        var packed = new ByteArrayOutputStream();
        var zeros = new byte[MEBIBYTE];
        try (var gzip = new GZIPOutputStream(packed)) {
            for (var mebibytes = 0; mebibytes < 900; mebibytes++) {
                gzip.write(zeros);
            }
        }
        return packed.toByteArray();
    }

    private static String post(String body) {
        var length = body.getBytes(StandardCharsets.UTF_8).length;
        return LINE + "Content-Length: " + length + "\r\n\r\n" + body;
    }

    private static String chunk(String text) {
        var length = text.getBytes(StandardCharsets.UTF_8).length;
        return Integer.toHexString(length) + "\r\n" + text + "\r\n";
    }

    private static void skipHeaders(RawConnection connection) {
        var line = connection.statusLine();
        while (!line.isEmpty()) {
            line = connection.statusLine();
        }
    }
}
