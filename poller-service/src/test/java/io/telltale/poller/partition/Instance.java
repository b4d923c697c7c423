package io.telltale.poller.partition;

import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.PollResult.Next;
import io.telltale.poller.poll.TaskPoll;
import io.telltale.providers.page.Permit;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.testing.Await;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One of several instances. Its polls count on from the checkpoint, a step a poll, and change
 * something at the provider when they have leave to.
 */
final class Instance implements AutoCloseable {

    private final String name;
    private final List<String> provider;
    private final List<Long> steps = new CopyOnWriteArrayList<>();
    private final AtomicInteger takeOvers = new AtomicInteger();
    private final TaskOwners owners;
    private final PartitionAssignment partitions;

    Instance(
            String name,
            KafkaSettings kafka,
            TopicLayout layout,
            RecordSerdes serdes,
            List<PollTask> seeds,
            List<String> provider) {
        this.name = name;
        this.provider = provider;
        this.owners = new TaskOwners(kafka, layout);
        this.partitions =
                new PartitionAssignment(
                        kafka,
                        layout,
                        serdes,
                        owners,
                        name,
                        seeds,
                        Duration.ofDays(1),
                        _ -> this::poll,
                        Clock.systemUTC());
    }

    private TaskPoll poll(PollTask task) {
        takeOvers.incrementAndGet();
        return this::poll;
    }

    private PollResult poll(PollInput input) {
        var at = input.progress().getSeen();
        steps.add(at);
        provider.add("%s asks %d".formatted(name, at));
        input.permit()
                .filter(Permit::holds)
                .ifPresent(leave -> provider.add("%s changes %s".formatted(name, leave.token())));
        return PollResult.Answered.with(
                        TaskProgress.newBuilder(input.progress())
                                .setSeen(at + 1)
                                .setObservedAt(input.now())
                                .build(),
                        new Next.After(Duration.ofMillis(20)))
                .permitting(Long.toString(at));
    }

    List<Long> steps() {
        return steps;
    }

    /** How often it began with what it read. */
    int takeOvers() {
        return takeOvers.get();
    }

    PartitionAssignment partitions() {
        return partitions;
    }

    void awaitSteps(int number) {
        Await.until(
                () -> steps.size() >= number,
                () -> "%s took %d polls, not %d".formatted(name, steps.size(), number));
    }

    @Override
    public void close() {
        partitions.close();
        owners.close();
    }
}
