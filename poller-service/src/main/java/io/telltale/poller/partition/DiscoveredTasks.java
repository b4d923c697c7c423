package io.telltale.poller.partition;

import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.schedule.PollCommit;
import io.telltale.poller.task.TaskCommands;
import io.telltale.schemas.record.PollTask;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Merges the tasks that a poll discovered into those that exist. A new one is added as it is. Of
 * one that exists, only the parameter {@code endsOn} changes, with a poll-now, since that may wake
 * a task that is done; everything else is the operator's.
 */
final class DiscoveredTasks {

    private static final String ENDS_ON = "endsOn";

    private DiscoveredTasks() {}

    /** The same commit, with what has to be written of discovered tasks. */
    static PollCommit resolve(PollCommit commit, Function<String, Optional<PollTask>> known) {
        return commit.with(
                commit.outputs().stream()
                        .flatMap(output -> resolve(output, known, commit.at()))
                        .toList());
    }

    private static Stream<PollOutput> resolve(
            PollOutput output, Function<String, Optional<PollTask>> known, Instant at) {
        return output instanceof PollOutput.DiscoveredTask(var found)
                ? known
                        .apply(found.getId())
                        .map(task -> merged(task, found, at))
                        .orElse(Optional.of(found))
                        .<PollOutput>map(PollOutput.DiscoveredTask::new)
                        .stream()
                : Stream.of(output);
    }

    private static Optional<PollTask> merged(PollTask task, PollTask found, Instant at) {
        var endsOn = found.getParameters().get(ENDS_ON);
        if (endsOn == null || endsOn.equals(task.getParameters().get(ENDS_ON))) {
            return Optional.empty();
        }
        var parameters = new HashMap<>(task.getParameters());
        parameters.put(ENDS_ON, endsOn);
        return Optional.of(
                TaskCommands.pollNow(
                        PollTask.newBuilder(task).setParameters(parameters).build(),
                        Optional.empty(),
                        at));
    }

    /** The discovered tasks of a commit. */
    static Collection<PollTask> in(PollCommit commit) {
        return commit.outputs().stream()
                .filter(PollOutput.DiscoveredTask.class::isInstance)
                .map(output -> ((PollOutput.DiscoveredTask) output).task())
                .toList();
    }
}
