package io.telltale.streams.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.context.annotation.Requires;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.service.peer.PeerAddress;
import io.telltale.service.peer.PeerClient;
import io.telltale.service.peer.PeerUnavailableException;
import io.telltale.streams.query.InstanceDirectory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.jspecify.annotations.Nullable;

/** The instances of the group's metadata, each with its own status. */
@Singleton
@Requires(beans = StreamsSettings.class)
final class ClusterInstances implements InstanceDirectory {

    /** Behind the first part of the path of routes between instances. */
    static final String ROUTE = "instance";

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final JsonMapper JSON = new JsonMapper();

    private final KafkaStreams streams;
    private final LagMonitor lagMonitor;
    private final PeerClient client;
    private final PeerAddress address;
    private final int partitions;

    /** Status that an instance reports of itself. */
    record Status(String state, @Nullable Long lag, double restored) {}

    ClusterInstances(
            StreamsRunner runner,
            LagMonitor lagMonitor,
            PeerClient client,
            PeerAddress address,
            TopicLayout layout) {
        this.streams = runner.streams();
        this.lagMonitor = lagMonitor;
        this.client = client;
        this.address = address;
        this.partitions = layout.partitions();
    }

    @Override
    public List<Instance> all() {
        var asked = new ArrayList<Future<Instance>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var instance : StoreOwners.instances(streams)) {
                asked.add(threads.submit(() -> instance(instance)));
            }
        }
        var found = new ArrayList<Instance>();
        for (var each : asked) {
            try {
                found.add(each.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while asking the instances", e);
            }
        }
        if (found.isEmpty()) {
            found.add(instance(address.text(), List.of(), List.of(), own()));
        }
        found.sort(Comparator.comparing(Instance::address));
        return found;
    }

    private Instance instance(StreamsMetadata instance) {
        var of = StoreOwners.address(instance);
        return instance(
                of,
                numbers(instance.topicPartitions()),
                numbers(instance.standbyTopicPartitions()),
                of.equals(address.text()) ? own() : ask(of));
    }

    private static Instance instance(
            String address, List<Integer> active, List<Integer> standby, Status status) {
        var lag = status.lag();
        return new Instance(
                address,
                State.valueOf(status.state()),
                active,
                standby,
                lag == null ? OptionalLong.empty() : OptionalLong.of(lag),
                status.restored());
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).distinct().sorted().toList();
    }

    private Status ask(String other) {
        try {
            var answer = client.get(other, ROUTE, LIMIT);
            return answer.isPresent()
                    ? JSON.readValue(answer.get(), Status.class)
                    : new Status(State.UNREACHABLE.name(), null, 0);
        } catch (PeerUnavailableException | IOException e) {
            return new Status(State.UNREACHABLE.name(), null, 0);
        }
    }

    private Status own() {
        var left = lagMonitor.restoring();
        var restored = left.of() == 0 ? 1.0 : 1.0 - (double) left.records() / left.of();
        var lag = lagMonitor.ownLag();
        return new Status(
                state(streams.state(), left.records() > 0).name(),
                lag.isPresent() ? lag.getAsLong() : null,
                restored);
    }

    private static State state(KafkaStreams.State state, boolean isRestoring) {
        return switch (state) {
            case RUNNING -> State.RUNNING;
            case CREATED, REBALANCING -> isRestoring ? State.RESTORING : State.REBALANCING;
            case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> State.STOPPING;
        };
    }

    /** {@link Status} of this instance. */
    byte[] ownStatus() {
        try {
            return JSON.writeValueAsBytes(own());
        } catch (IOException e) {
            throw new UncheckedIOException("a status is written to memory", e);
        }
    }

    @Override
    public boolean areReady(List<Instance> instances) {
        var read =
                instances.stream()
                        .filter(instance -> instance.state() == State.RUNNING)
                        .flatMap(instance -> instance.active().stream())
                        .collect(Collectors.toSet());
        return read.size() == partitions;
    }
}
