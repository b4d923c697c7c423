package io.telltale.poller.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.poller.TestTopics;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.service.problem.ProblemException;
import io.telltale.testing.RegistryServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class LinkTopicTest {

    private static final Instant AT = Instant.parse("2026-11-20T23:00:00Z");
    private static final DeviceRef IMEI = DeviceRef.parse("imei:1");
    private static final Duration LONGEST_READ = Duration.ofSeconds(5);

    private TestTopics broker;
    private RegistryServer registry;
    private RecordPublisher publisher;

    @BeforeEach
    void start() throws Exception {
        broker = TestTopics.create(2);
        registry = RegistryServer.registeringLookups();
        publisher = RecordPublisher.connect(broker.kafka(), Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        publisher.close();
        registry.close();
        broker.close();
    }

    @Test
    void aStartWaitsForTheRegistryLongerThanAReadDoes_andAReadLeavesNoThreadBehind()
            throws Exception {
        topic().write(List.of(link("esn:00000000001")));
        registry.refuse(503);
        var topic = topic();

        assertThatThrownBy(() -> topic.declared(IMEI)).isInstanceOf(ProblemException.class);
        assertThat(readers()).isZero();
        var start =
                CompletableFuture.runAsync(() ->
                        new DeclaredLinkFile(topic, Clock.systemUTC())
                                .publish(List.of(link("esn:00000000002"))));
        assertThatThrownBy(() -> start.get(7, TimeUnit.SECONDS))
                .isInstanceOf(TimeoutException.class);
        registry.acceptAgain();
        start.get(20, TimeUnit.SECONDS);

        assertThat(topic.declared(IMEI)).hasSize(2);
    }

    @Test
    void manyReadsGoOneAfterTheOther_andOneThatWaitsTooLongSaysSo() throws Exception {
        topic().write(List.of(link("esn:00000000001")));

        assertThat(together(topic(Duration.ofSeconds(60)), 3)).containsOnly("1 links");
        registry.refuse(503);

        assertThat(together(topic(), 4)).anyMatch(said -> said.contains("other requests"));
    }

    @Test
    void aLinkThatWasWrittenInAnotherSpellingIsTheSameLink() throws Exception {
        var before =
                DeviceLink.newBuilder(link("msisdn:17022895555"))
                        .setRefs(List.of(IMEI.toString(), "mdn:7022895555"))
                        .build();
        topic().write(List.of(before, link("esn:00000000001")));

        assertThat(topic().declared(DeviceRef.parse("mdn:7022895555")))
                .map(DeviceLink::getRefs)
                .containsExactly(List.of(IMEI.toString(), "msisdn:17022895555"));

        topic().write(
                        List.of(
                                new LinkForm("me", AT.plusSeconds(1))
                                        .withdrawn(IMEI, DeviceRef.parse("msisdn:+17022895555"))));

        assertThat(topic().declared(IMEI))
                .map(DeviceLink::getRefs)
                .containsExactly(List.of(IMEI.toString(), "esn:00000000001"));
    }

    /** What so many reads at once say; never more than one of them reads. */
    private static List<String> together(LinkTopic topic, int reads) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var said =
                    IntStream.range(0, reads)
                            .mapToObj(_ -> threads.submit(() -> said(topic)))
                            .toList();
            while (!said.stream().allMatch(Future::isDone)) {
                assertThat(readers()).isLessThanOrEqualTo(1);
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
            return said.stream().map(Future::resultNow).toList();
        }
    }

    private static String said(LinkTopic topic) {
        try {
            return topic.declared(IMEI).size() + " links";
        } catch (ProblemException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private LinkTopic topic() {
        return topic(LONGEST_READ);
    }

    private LinkTopic topic(Duration longestRead) {
        var settings = Settings.of(Map.of("TELLTALE_REGISTRY_URL", registry.url().toString()));
        var serdes = new RecordSerdes(SerdeSettings.read(settings));
        return new LinkTopic(
                broker.kafka(), broker.layout(), serdes, publisher, Clock.systemUTC(), longestRead);
    }

    private static DeviceLink link(String other) {
        return new LinkForm("me", AT).declared(IMEI, DeviceRef.parse(other), null, null, null);
    }

    /** How many threads read links now. */
    private static long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("links"))
                .count();
    }
}
