package io.telltale.poller.http;

import io.telltale.poller.partition.PartitionAssignment;
import io.telltale.poller.schedule.TaskStatus;
import io.telltale.schemas.record.PollTask;
import io.telltale.service.peer.PeerAddress;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The tasks that this instance polls. */
@Singleton
final class OwnTasks {

    private final PartitionAssignment partitions;
    private final PeerAddress address;

    OwnTasks(PartitionAssignment partitions, PeerAddress address) {
        this.partitions = partitions;
        this.address = address;
    }

    /** The first after an id. */
    InstanceTasks after(String id, TaskFilter filter, int limit) {
        var running = partitions.statuses();
        var items =
                running.values().stream()
                        .flatMap(List::stream)
                        .filter(status -> status.task().getId().compareTo(id) > 0)
                        .filter(status -> filter.matches(status.task()))
                        .filter(status -> filter.matches(status.state()))
                        .sorted(Comparator.comparing((TaskStatus status) -> status.task().getId()))
                        .limit(limit)
                        .map(this::json)
                        .toList();
        return new InstanceTasks(List.copyOf(running.keySet()), items);
    }

    Optional<PollTaskJson> find(PollTask task) {
        return partitions.status(task).map(this::json);
    }

    private PollTaskJson json(TaskStatus status) {
        return PollTaskJson.of(status, address.text());
    }
}
