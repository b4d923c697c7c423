package io.telltale.streams.live;

import static io.telltale.streams.live.TimelineUnderTest.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.live.TimelineUnderTest.Client;
import io.telltale.streams.query.Lookup;
import io.telltale.testing.Await;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams over a real broker. */
@Timeout(120)
@Tag("slow")
class TimelineStreamsTest {

    private static final String ONE = ref(0, 1);
    private static final String SAME_PARTITION = ref(0, 2);
    private static final String OTHER_PARTITION = ref(1, 3);
    private static final Optional<TimelinePosition> NOW = Optional.empty();

    private static final LiveLimits SMALL =
            new LiveLimits(10_000, 20, 100_000, 50, Duration.ofMinutes(1));

    @Test
    void anEntryIsEncodedOnceForAllItsClients_andNotForOthers() throws Exception {
        try (var timeline = new TimelineUnderTest(LiveLimits.USUAL)) {
            timeline.write(ONE, "before");
            var clients = Stream.generate(() -> timeline.open(ONE, NOW)).limit(50).toList();
            var other = timeline.open(SAME_PARTITION, NOW);

            timeline.write(ONE, "first", "second");
            timeline.write(OTHER_PARTITION, "of no client");
            timeline.write(SAME_PARTITION, "other");

            clients.forEach(client -> client.await("begin", "first", "second"));
            other.await("begin", "other");
            assertThat(timeline.encoded()).isEqualTo(3);
        }
    }

    @Test
    void aClientThatComesBackToAnotherInstance_goesOnWhereItWas() throws Exception {
        try (var timeline = new TimelineUnderTest(LiveLimits.USUAL)) {
            var client = timeline.open(ONE, NOW);
            timeline.write(ONE, "first");
            client.await("begin", "first");
            var quiet = timeline.open(SAME_PARTITION, NOW);
            quiet.await("begin");
            timeline.timelines().stop();
            Await.until(() -> client.isOver() && quiet.isOver());

            timeline.write(ONE, "missed");
            timeline.write(SAME_PARTITION, "missed by a client without any entry");
            var other = timeline.instance(LiveLimits.USUAL);
            var back = timeline.open(other, ONE, client.last());
            var quietBack = timeline.open(other, SAME_PARTITION, quiet.last());
            timeline.write(ONE, "new");

            back.await("begin", "missed", "new");
            quietBack.await("begin", "missed by a client without any entry");
            other.stop();
        }
    }

    @Test
    void thousandsThatComeBackAtOnceShareTheConsumers_whileEntriesGoOn() throws Exception {
        try (var timeline = new TimelineUnderTest(LiveLimits.USUAL)) {
            var refs = IntStream.range(10, 110).mapToObj(each -> ref(each % 2, each)).toList();
            timeline.write(rounds(timeline, refs, 0, 30));
            var consumers = consumers();
            var clients = new ConcurrentLinkedQueue<Client>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var number = 0; number < 2_000; number++) {
                    var ref = refs.get(number % refs.size());
                    var first = new TimelinePosition((10 + number % refs.size()) % 2, -1);
                    threads.execute(() -> clients.add(timeline.open(ref, Optional.of(first))));
                }
                for (var round = 30; round < 60; round++) {
                    timeline.write(rounds(timeline, refs, round, round + 1));
                }
            }
            assertThat(clients).hasSize(2_000);
            var expected =
                    Stream.concat(
                                    Stream.of("begin"),
                                    IntStream.range(0, 60).mapToObj(Integer::toString))
                            .toList();
            clients.forEach(client -> client.await(expected));
            assertThat(consumers()).isEqualTo(consumers);
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> rounds(
            TimelineUnderTest timeline, List<String> refs, int from, int until) {
        return IntStream.range(from, until)
                .boxed()
                .flatMap(round ->
                        refs.stream().map(ref -> timeline.record(ref, Integer.toString(round))))
                .toList();
    }

    private static int consumers() throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("kafka.consumer:type=app-info,*"), null)
                .size();
    }

    @Test
    void whatLiesTooFarBack_inAnotherPartition_orBeyondTheEnd_isAGap() throws Exception {
        try (var timeline = new TimelineUnderTest(SMALL)) {
            timeline.write(ONE, "forgotten");
            for (var number = 0; number < 49; number++) {
                timeline.write(SAME_PARTITION, "other");
            }
            timeline.write(ONE, "kept");

            var back = timeline.open(ONE, at(0, -1));
            var elsewhere = timeline.open(ONE, at(1, -1));
            var beyond = timeline.open(ONE, at(0, 1_000));
            Stream.of(elsewhere, beyond).forEach(client -> client.await("begin", "gap"));
            timeline.write(ONE, "new");

            back.await("begin", "gap", "kept", "new");
            elsewhere.await("begin", "gap", "new");
            beyond.await("begin", "gap", "new");
        }
    }

    @Test
    void whatIsNoLongerKeptIsAGap() throws Exception {
        try (var timeline = new TimelineUnderTest(LiveLimits.USUAL)) {
            timeline.write(ONE, "deleted", "deleted", "kept");
            var partition = new TopicPartition(timeline.topics().nameOf(Topics.DEVICE_TIMELINE), 0);
            try (var admin = timeline.topics().admin()) {
                admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2))).all().get();
            }

            timeline.open(ONE, at(0, 0)).await("begin", "gap", "kept");
            timeline.open(ONE, at(0, 1)).await("begin", "kept");
        }
    }

    @Test
    void aRefThatMovesLosesNothing_underTheOldKeyOrTheNewOne() throws Exception {
        for (var device : List.of(OTHER_PARTITION, SAME_PARTITION)) {
            try (var timeline = new TimelineUnderTest(LiveLimits.USUAL)) {
                timeline.write(device, "long before");
                var client = timeline.open(ONE, NOW);
                timeline.awaitSweeps(7);
                // the ref's task has applied the move, and no sweep has seen it
                timeline.write(ONE, "last of the old");
                timeline.write(device, "first of the new");
                timeline.move(ONE, device);
                client.await("begin", "last of the old", "device " + device, "first of the new");
                timeline.write(ONE, "of the old after the move");
                timeline.write(device, "second of the new");
                client.await(
                        "begin",
                        "last of the old",
                        "device " + device,
                        "first of the new",
                        "second of the new");

                var back = timeline.open(ONE, client.last());
                timeline.write(device, "third of the new");
                back.await("begin", "third of the new");
            }
        }
    }

    @Test
    void aRefThatMovesAwayAndBackGetsNothingTwice() throws Exception {
        try (var timeline = new TimelineUnderTest(LiveLimits.USUAL)) {
            var client = timeline.open(ONE, NOW);
            timeline.write(ONE, "first");
            timeline.move(ONE, SAME_PARTITION);
            client.await("begin", "first", "device " + SAME_PARTITION);
            timeline.write(ONE, "second");
            timeline.move(ONE, ONE);

            client.await("begin", "first", "device " + SAME_PARTITION, "device " + ONE, "second");
        }
    }

    @Test
    void whileKeysAreNotKnownNothingMoves_andThenNothingIsLost() throws Exception {
        try (var timeline = new TimelineUnderTest(LiveLimits.USUAL)) {
            var client = timeline.open(ONE, NOW);
            timeline.awaitSweeps(7);
            timeline.away(true);
            timeline.awaitSweeps(1);
            timeline.move(ONE, OTHER_PARTITION);
            timeline.write(OTHER_PARTITION, "while away");
            timeline.awaitSweeps(8);
            timeline.write(ONE, "still under the old key");
            client.await("begin", "still under the old key");
            timeline.away(false);

            client.await(
                    "begin", "still under the old key", "device " + OTHER_PARTITION, "while away");
        }
    }

    @Test
    void aClientThatIsNotReadEnds_andTheOthersGetEverything() throws Exception {
        try (var timeline = new TimelineUnderTest(SMALL)) {
            var stalled = timeline.stream(timeline.timelines(), ONE, NOW);
            var reading = timeline.open(ONE, NOW);
            var expected = new ArrayList<>(List.of("begin"));
            for (var number = 0; number < 30; number++) {
                timeline.write(ONE, "entry " + number);
                expected.add("entry " + number);
                reading.await(expected);
            }

            stalled.ended().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(stalled.next()).isNull();
            assertThat(reading.isOver()).isFalse();
            assertThat(timeline.timelines().streams().queues().endedAsSlow()).isEqualTo(1);
        }
    }

    @Test
    void aStreamThatNothingReadsIsClosed() throws Exception {
        var limits = new LiveLimits(10, 20, 100_000, 50, Duration.ofMillis(100));
        try (var timeline = new TimelineUnderTest(limits)) {
            timeline.stream(timeline.timelines(), ONE, NOW);

            Await.until(() -> timeline.timelines().streams().count() == 0);
        }
    }

    @Test
    void whatWasMissedMayBeMoreThanAQueueTakes() throws Exception {
        var limits = new LiveLimits(10, 200, 1 << 20, 200_000, Duration.ofMinutes(1));
        try (var timeline = new TimelineUnderTest(limits)) {
            var entries = IntStream.range(0, 2_000).mapToObj(Integer::toString).toList();
            timeline.write(entries.stream().map(each -> timeline.record(ONE, each)).toList());
            var expected = new ArrayList<>(List.of("begin"));
            expected.addAll(entries);

            timeline.open(ONE, at(0, -1)).await(expected);
        }
    }

    @Test
    void noFurtherStreamIsLetInWhereTooManyAreOpen_orItStops() throws Exception {
        var limits = new LiveLimits(1, 20, 100_000, 50, Duration.ofMinutes(1));
        try (var timeline = new TimelineUnderTest(limits)) {
            var client = timeline.open(ONE, NOW);

            assertThat(again(timeline)).isInstanceOf(Lookup.NotReady.class);
            client.close();
            assertThat(again(timeline)).isInstanceOf(Lookup.Found.class);
            timeline.timelines().stop();
            assertThat(again(timeline)).isInstanceOf(Lookup.NotReady.class);
        }
    }

    private static Lookup<LiveStream> again(TimelineUnderTest timeline) {
        return timeline.timelines().open(DeviceRef.parse(ONE), ONE, NOW);
    }

    private static Optional<TimelinePosition> at(int partition, long offset) {
        return Optional.of(new TimelinePosition(partition, offset));
    }
}
