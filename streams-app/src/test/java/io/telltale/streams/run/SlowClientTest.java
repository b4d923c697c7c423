package io.telltale.streams.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.streams.topology.Given;
import io.telltale.testing.Await;
import io.telltale.testing.RegistryServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
@Tag("slow")
class SlowClientTest {

    private static final String REF = "imei:990000560000001";
    private static final String PATH = "/devices/" + REF + "/live";

    /** More than the sockets take, and the events that may wait for one stream. */
    private static final int ENTRIES = 4_000;

    private static final String TEXT = "x".repeat(4_000);

    @TempDir private Path folder;

    @Test
    void aClientThatReadsNothingIsEndedAndCanGoOn_whileAnotherOneGetsEverything() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var service = new LiveService(broker, registry, folder.resolve("data"))) {
            service.give(sms("before"));
            Await.until(() -> service.get("/devices/" + REF).statusCode() == 200);
            try (var stalled = request(service);
                    var live = service.stream(PATH, Optional.empty())) {
                EventBlock.next(live);
                Await.until(() -> service.meter("telltale_streams_live_clients") == 2);
                var ids = new CopyOnWriteArrayList<String>();
                Thread.startVirtualThread(() -> read(live, ids, ENTRIES));
                var begin = 0;
                while (begin < ENTRIES) {
                    var all = begin + 200;
                    service.give(events(begin, all));
                    Await.until(
                            () -> ids.size() >= all, () -> "it has only %d".formatted(ids.size()));
                    begin = all;
                }

                Await.until(() -> service.meter("telltale_streams_live_clients") == 1);
                assertThat(service.meter("telltale_streams_live_slow_total")).isEqualTo(1);
                assertThat(service.meter("telltale_streams_live_queued_bytes")).isZero();
                var received = ids(stalled);
                assertThat(received).hasSizeLessThan(ENTRIES);
                assertThat(ids).startsWith(received.toArray(String[]::new));
                var rest = new ArrayList<String>();
                try (var back = service.stream(PATH, Optional.of(received.getLast()))) {
                    read(back, rest, ENTRIES - received.size());
                }
                var both = new ArrayList<>(received);
                both.addAll(rest);
                assertThat(both).isEqualTo(ids);
            }
        }
    }

    /** A connection with a small window; nothing is read from it yet. */
    private static Socket request(LiveService service) throws IOException {
        var uri = service.uri(PATH);
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        socket.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: test\r\n\r\n".formatted(PATH).getBytes(UTF_8));
        return socket;
    }

    /** Ids of the entries that lie on a connection, up to its end. */
    private static List<String> ids(Socket socket) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        var ids = new ArrayList<String>();
        var id = "";
        for (var line = reader.readLine();
                line != null && !line.equals("0");
                line = reader.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.equals("event: timeline")) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static void read(BufferedReader live, List<String> ids, int count) {
        try {
            while (ids.size() < count) {
                ids.add(EventBlock.nextOf(live).id());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Event[] events(int from, int until) {
        var events = new Event[until - from];
        for (var number = from; number < until; number++) {
            events[number - from] = sms(number + TEXT);
        }
        return events;
    }

    private static Event sms(String text) {
        var now = Instant.now();
        return new Event.Sms(Given.sms(REF, text, Channel.POLL, now, now));
    }
}
