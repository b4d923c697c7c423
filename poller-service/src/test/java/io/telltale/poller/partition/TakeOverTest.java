package io.telltale.poller.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.telltale.poller.TestTopics;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.TaskPoll;
import io.telltale.poller.schedule.PollCommit;
import io.telltale.poller.schedule.TaskStatus;
import io.telltale.poller.task.PollTasks;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.record.PollCheckpoint;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.Topics;
import io.telltale.testing.Await;
import io.telltale.testing.RegistryServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class TakeOverTest {

    /** Its partitions go to another later than a permit ends, as they do by default. */
    private static final Map<String, String> QUICK =
            Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "500");

    private static final PollTask TASK =
            PollTasks.create(
                    PollKind.THINGSPACE_SMS_QUEUE,
                    "0000123456-00001",
                    Map.of(),
                    Duration.ofSeconds(1));

    private static final PollTask OTHER =
            PollTasks.create(
                    PollKind.THINGSPACE_SMS_QUEUE,
                    "0000123456-00002",
                    Map.of(),
                    Duration.ofSeconds(1));

    private final List<String> provider = new CopyOnWriteArrayList<>();
    private TestTopics broker;
    private RegistryServer registry;
    private RecordSerdes serdes;

    @BeforeEach
    void start() throws Exception {
        broker = TestTopics.create(1);
        registry = RegistryServer.registeringLookups();
        serdes =
                new RecordSerdes(
                        SerdeSettings.read(
                                Settings.of(
                                        Map.of(
                                                "TELLTALE_REGISTRY_URL",
                                                registry.url().toString()))));
    }

    @AfterEach
    void stop() {
        serdes.close();
        registry.close();
        broker.close();
    }

    @Test
    void anotherGoesOnFromTheCheckpoint_whenOneIsStopped() {
        var first = instance("first:1", broker.kafka());
        first.awaitSteps(5);
        try (var second = instance("second:1", broker.kafka())) {
            first.close();
            second.awaitSteps(5);

            assertThat(second.steps().getFirst()).isEqualTo(first.steps().getLast() + 1);
        }
        assertThat(committed()).isEqualTo(fromOneTo(committed().size()));
    }

    @Test
    void anotherGoesOn_whenOneIsHeldUp_andThatOneChangesNothingWhenItWakes() {
        try (var first = instance("first:1", broker.kafkaOverRelay(QUICK));
                var second = standby(first)) {
            broker.relay().hold();
            second.awaitSteps(5);
            var before = provider.size();
            broker.relay().release();
            second.awaitSteps(150);

            assertThat(List.copyOf(provider).stream().skip(before))
                    .noneMatch(step -> step.startsWith("first:1 changes"));
            assertThat(second.takeOvers()).isEqualTo(1);
            assertThat(first.takeOvers()).isEqualTo(1);
        }
        assertThat(committed()).isEqualTo(fromOneTo(committed().size()));
    }

    @Test
    void aDeletedTaskIsPolledNoMore_andItsCheckpointsAreGone() {
        try (var only = instance("first:1", broker.kafka())) {
            only.awaitSteps(3);
            delete();
            Await.until(() -> only.partitions().status(TASK).isEmpty(), () -> "it is still polled");
            Await.until(() -> checkpoint().isEmpty(), () -> "its checkpoint is still there");
        }
    }

    @Test
    void pollsNothing_untilTheCoordinatorConfirmsThatThePartitionIsOurs() throws Exception {
        var asked = new AtomicInteger();
        var polls = new AtomicInteger();
        var ours = new AtomicBoolean();
        var owner =
                owner(
                        () -> {
                            asked.incrementAndGet();
                            return ours.get();
                        },
                        input -> {
                            polls.incrementAndGet();
                            return new PollResult.Unchanged(new PollResult.Next.AfterInterval());
                        });
        Await.until(() -> asked.get() >= 2, () -> "it does not ask");
        assertThat(polls).hasValue(0);

        ours.set(true);

        Await.until(() -> polls.get() > 0, () -> "it does not poll");
        owner.stop();
        assertThat(owner.awaitStopped(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aTurnThatEndsWithAnError_hasItsPartitionTakenOverAnew() throws Exception {
        var polls = new AtomicInteger();
        var owner =
                owner(
                        () -> true,
                        input -> {
                            if (polls.getAndIncrement() == 0) {
                                throw new NoClassDefFoundError("as if it were not there");
                            }
                            return new PollResult.Unchanged(new PollResult.Next.AfterInterval());
                        });

        Await.until(() -> polls.get() > 1, () -> "its task stands still");
        owner.stop();
        assertThat(owner.awaitStopped(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aRecordThatCannotBeDecoded_costsItsTaskOnly() throws Exception {
        garbage(Topics.POLLER_TASK, "thingspace.0000123456-00009.thingspace-sms-queue");
        garbage(Topics.SOURCE_HEALTH, "thingspace:0000123456-00001:THINGSPACE_SMS_QUEUE");
        garbage(Topics.POLLER_CHECKPOINT, OTHER.getId() + "#first");
        var polls = new AtomicInteger();

        var owner =
                owner(
                        () -> true,
                        input -> {
                            polls.incrementAndGet();
                            return new PollResult.Unchanged(new PollResult.Next.AfterInterval());
                        },
                        TASK,
                        OTHER);

        Await.until(() -> polls.get() >= 2, () -> "the other task is not polled");
        assertThat(status(owner, OTHER.getId()))
                .hasValueSatisfying(status -> {
                    assertThat(status.state()).isEqualTo(TaskStatus.State.BLOCKED);
                    assertThat(status.lastError().orElseThrow().detail())
                            .contains("poller.checkpoint.v1-0 offset 0");
                });
        assertThat(status(owner, TASK.getId()))
                .hasValueSatisfying(status -> assertThat(status.lastError()).isEmpty());
        owner.stop();
        assertThat(owner.awaitStopped(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aTaskWrittenAgain_goesOnFromWhereItWas_thoughItCouldNotBeDecodedInBetween()
            throws Exception {
        commit(TASK, TaskProgress.newBuilder().setSeen(41).setObservedAt(Instant.now()).build());
        garbage(Topics.POLLER_TASK, TASK.getId());
        var seen = new CopyOnWriteArrayList<Long>();
        var owner =
                owner(
                        () -> true,
                        input -> {
                            seen.add(input.progress().getSeen());
                            return new PollResult.Unchanged(new PollResult.Next.AfterInterval());
                        },
                        OTHER);
        Await.until(() -> seen.contains(0L), () -> "the other task is not polled");
        assertThat(status(owner, TASK.getId())).isEmpty();

        write(TASK);

        Await.until(() -> seen.contains(41L), () -> "polled at " + seen);
        owner.stop();
        assertThat(owner.awaitStopped(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aTaskThatEndedLongAgo_isDeletedWithAllThatIsKeptOfIt() throws Exception {
        var done =
                TaskProgress.newBuilder()
                        .setDone(true)
                        .setObservedAt(Instant.now().minus(Duration.ofDays(2)))
                        .build();
        commit(OTHER, done);
        commit(TASK, done);

        var owner = owner(() -> true, input -> fail("a task that is done is polled"), TASK);

        Await.until(
                () -> owner.running().isPresent() && status(owner, OTHER.getId()).isEmpty(),
                () -> "it is kept");
        assertThat(status(owner, TASK.getId())).isPresent(); // a file names it
        Await.until(() -> checkpoint().isEmpty(), () -> "its checkpoint is still there");
        try (var known = new KnownTasks(broker.kafka(), broker.layout(), serdes)) {
            Await.until(known::isWhole, () -> "the tasks are not read");
            assertThat(known.after("")).containsOnlyKeys(TASK.getId());
        }
        owner.stop();
        assertThat(owner.awaitStopped(Duration.ofSeconds(10))).isTrue();
    }

    private void commit(PollTask task, TaskProgress progress) {
        try (var transactions =
                Transactions.take(
                        0,
                        broker.kafka(),
                        broker.layout(),
                        new KafkaRecords(broker.layout(), serdes))) {
            transactions.add(List.of(task), Instant.now());
            transactions.commit(
                    new PollCommit(
                            task.getId(), List.of(), progress, Instant.now(), Optional.empty()));
        }
    }

    private void garbage(Topic<?> topic, String key) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        broker.kafka().client(Map.of()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    broker.layout().nameOf(topic), 0, key, new byte[] {1, 2, 3}))
                    .get();
        }
    }

    private static Optional<TaskStatus> status(PartitionWorker owner, String id) {
        return owner.running().flatMap(tasks -> tasks.status(id));
    }

    private PartitionWorker owner(BooleanSupplier isStillOurs, TaskPoll poll) {
        return owner(isStillOurs, poll, TASK);
    }

    private PartitionWorker owner(BooleanSupplier isStillOurs, TaskPoll poll, PollTask... seeds) {
        var kafka = broker.kafka();
        var records = new KafkaRecords(broker.layout(), serdes);
        var owner =
                new PartitionWorker(
                        0,
                        () -> Transactions.take(0, kafka, broker.layout(), records),
                        () -> new PartitionReader(0, kafka, broker.layout(), serdes),
                        isStillOurs,
                        List.of(seeds),
                        Duration.ofDays(1),
                        _ -> task -> poll,
                        Clock.systemUTC());
        Thread.ofPlatform().start(owner);
        return owner;
    }

    private Instance standby(Instance first) {
        first.awaitSteps(5);
        return instance("second:1", broker.kafka(QUICK));
    }

    private Instance instance(String name, KafkaSettings kafka) {
        return new Instance(name, kafka, broker.layout(), serdes, List.of(TASK), provider);
    }

    private void write(PollTask task) {
        try (var publisher = RecordPublisher.connect(broker.kafka(), Duration.ofSeconds(10));
                var known = new KnownTasks(broker.kafka(), broker.layout(), serdes)) {
            new TaskWriter(publisher, broker.layout(), serdes, known, Clock.systemUTC())
                    .put(List.of(task));
        }
    }

    private void delete() {
        try (var publisher = RecordPublisher.connect(broker.kafka(), Duration.ofSeconds(10));
                var known = new KnownTasks(broker.kafka(), broker.layout(), serdes)) {
            new TaskWriter(publisher, broker.layout(), serdes, known, Clock.systemUTC())
                    .delete(TASK);
        }
    }

    /** Every step that was ever committed. */
    private List<Long> committed() {
        return checkpoints().stream()
                .flatMap(Optional::stream)
                .map(one -> Objects.requireNonNull(one.getProgress()).getSeen())
                .toList();
    }

    private static List<Long> fromOneTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private Optional<PollCheckpoint> checkpoint() {
        return checkpoints().getLast();
    }

    private List<Optional<PollCheckpoint>> checkpoints() {
        var topic = broker.layout().nameOf(Topics.POLLER_CHECKPOINT);
        var partition = new TopicPartition(topic, 0);
        var all = new ArrayList<Optional<PollCheckpoint>>();
        try (var consumer =
                new KafkaConsumer<>(
                        broker.kafka().client(Map.of("isolation.level", "read_committed")),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < Objects.requireNonNull(end)) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record ->
                                all.add(
                                        Optional.ofNullable(
                                                serdes.read(
                                                        topic,
                                                        PollCheckpoint.class,
                                                        record.value()))));
            }
        }
        return all;
    }
}
