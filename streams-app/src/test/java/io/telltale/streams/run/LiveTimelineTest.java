package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.ErrorStrategy;
import com.launchdarkly.eventsource.EventSource;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.topology.Given;
import io.telltale.testing.Await;
import io.telltale.testing.RegistryServer;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@Tag("slow")
class LiveTimelineTest {

    private static final String REF = "imei:990000560000001";
    private static final String SIM = "iccid:89148000000800139708";
    private static final String OTHER = "imei:990000560000002";
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir private Path folder;

    @Test
    void tellsWhatHappensFromNowOn_andAfterABreakWhatWasMissed() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var service = new LiveService(broker, registry, folder.resolve("data"))) {
            service.give(sms(REF, "before"), sms(OTHER, "before"));
            awaitDevice(service, REF);
            awaitDevice(service, OTHER);

            String id;
            try (var live = service.stream("/devices/" + REF + "/live", Optional.empty())) {
                assertThat(live.readLine()).isEqualTo("retry: 2000");
                assertThat(live.readLine()).isEmpty();
                assertThat(live.readLine()).isEqualTo(":");
                service.give(sms(OTHER, "another's"), sms(REF, "first"));
                id = nextEvent(live, "first");
            }
            service.give(sms(REF, "missed"));
            try (var live = service.stream("/devices/" + REF + "/live", Optional.of(id))) {
                nextEvent(live, "missed");
            }
        }
    }

    /** It sends the last id itself when it connects again, as a browser's does. */
    @Test
    void anEventSourceGetsWhatHappens_andAfterABreakWhatItMissed() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var service = new LiveService(broker, registry, folder.resolve("data"))) {
            service.give(sms(REF, "before"));
            awaitDevice(service, REF);
            try (var source = eventSource(service.uri("/devices/" + REF + "/live"))) {
                source.start();
                service.give(sms(REF, "first"));
                assertThat(source.readMessage().getData()).contains("\"text\":\"first\"");

                source.interrupt();
                service.give(sms(REF, "missed"));

                var missed = source.readMessage();
                assertThat(missed.getData()).contains("\"text\":\"missed\"");
                assertThat(missed.getEventName()).isEqualTo("timeline");
            }
        }
    }

    private static EventSource eventSource(URI uri) {
        return new EventSource.Builder(ConnectStrategy.http(uri))
                .errorStrategy(ErrorStrategy.alwaysContinue())
                .build();
    }

    @Test
    void aClientThatGotNoEntryYetMissesNothing_andAnEmptyIdIsNow() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var service = new LiveService(broker, registry, folder.resolve("data"))) {
            service.give(sms(REF, "before"));
            awaitDevice(service, REF);
            String id;
            try (var live = service.stream("/devices/" + REF + "/live", Optional.empty())) {
                id = EventBlock.next(live).id();
            }
            service.give(sms(REF, "missed"));
            try (var live = service.stream("/devices/" + REF + "/live", Optional.of(id))) {
                nextEvent(live, "missed");
            }
            try (var live =
                            service.stream(
                                    "/devices/" + REF + "/live?lastEventId=", Optional.empty());
                    var other = service.stream("/devices/" + REF + "/live", Optional.of(""))) {
                service.give(sms(REF, "new"));
                nextEvent(live, "new");
                nextEvent(other, "new");
            }
        }
    }

    @Test
    void followsARefToItsNewDevice() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var service = new LiveService(broker, registry, folder.resolve("data"))) {
            service.give(sms(SIM, "before"));
            awaitDevice(service, SIM);
            try (var live = service.stream("/devices/" + SIM + "/live", Optional.empty())) {
                service.give(
                        new Event.Sms(
                                SmsEvent.newBuilder(
                                                Given.sms(
                                                        REF, "names both", Channel.POLL, now, now))
                                        .setDevices(List.of(REF, SIM))
                                        .build()));
                var moved = EventBlock.nextOf(live);
                assertThat(moved.name()).isEqualTo("device");
                assertThat(moved.data()).isEqualTo("{\"deviceKey\":\"" + REF + "\"}");

                service.give(sms(SIM, "after"));
                var event = EventBlock.nextOf(live);
                while (!event.data().contains("\"text\":\"after\"")) {
                    event = EventBlock.nextOf(live);
                }
                assertThat(event.data()).contains("\"deviceKey\":\"" + REF + "\"");
            }
        }
    }

    /** Each stream waits on a thread of its own; a pool of threads would be used up. */
    @Test
    void hundredStreamsLeaveRoomForOtherRequests() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var service = new LiveService(broker, registry, folder.resolve("data"))) {
            service.give(sms(REF, "before"));
            awaitDevice(service, REF);
            var streams = new ArrayList<BufferedReader>();
            for (var number = 0; number < 100; number++) {
                streams.add(service.stream("/devices/" + REF + "/live", Optional.empty()));
            }
            assertThat(service.get("/devices/" + REF).statusCode()).isEqualTo(200);
            service.give(sms(REF, "first"));
            for (var live : streams) {
                nextEvent(live, "first");
                live.close();
            }
        }
    }

    @Test
    void endsAtOnceWhenTheServiceStops() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var service = new LiveService(broker, registry, folder.resolve("data"))) {
            service.give(sms(REF, "before"));
            awaitDevice(service, REF);
            try (var live = service.stream("/devices/" + REF + "/live", Optional.empty())) {
                EventBlock.next(live);
                var stopping = Thread.startVirtualThread(service::stop);

                assertThat(live.readLine()).isNull();
                stopping.join();
            }
        }
    }

    @Test
    void refusesWhatIsNoIdOfAnEvent_andADeviceThatNobodyNames() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var service = new LiveService(broker, registry, folder.resolve("data"))) {
            service.give(sms(REF, "before"));
            awaitDevice(service, REF);

            var wrong = service.get("/devices/" + REF + "/live", Map.of("Last-Event-ID", "x"));
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("Last-Event-ID");
            Await.until(
                    () -> service.get("/devices/imei:1/live").statusCode() == 404,
                    () -> "a device that nobody names is there");
        }
    }

    /** Its id; the first event has to be this one. */
    private static String nextEvent(BufferedReader live, String text) throws Exception {
        var event = EventBlock.nextOf(live);
        assertThat(event.name()).isEqualTo("timeline");
        assertThat(event.id()).matches("\\d+:\\d+");
        assertThat(event.data()).contains("\"family\":\"SMS\"", "\"text\":\"" + text + "\"");
        return event.id();
    }

    private static void awaitDevice(LiveService service, String ref) throws Exception {
        Await.until(
                () -> service.get("/devices/" + ref).statusCode() == 200,
                () -> ref + " is not there");
    }

    private Event sms(String ref, String text) {
        return new Event.Sms(Given.sms(ref, text, Channel.POLL, now, now));
    }
}
