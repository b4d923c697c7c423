package io.telltale.poller.partition;

import io.telltale.poller.poll.TaskPoll;
import io.telltale.poller.poll.graph.GraphClients;
import io.telltale.schemas.record.PollTask;
import java.util.Optional;
import java.util.function.Function;

/** Makes what polls the tasks of one partition during one ownership of it. */
@FunctionalInterface
public interface PartitionPolls extends Function<PollTask, TaskPoll> {

    /** What asks Graph for an account; empty when it is not configured here. */
    default Optional<GraphClients> graph(String account) {
        return Optional.empty();
    }
}
