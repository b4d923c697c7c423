package io.telltale.poller.partition;

import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.task.TaskCommands;
import io.telltale.schemas.record.PollTask;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What becomes of tasks that a turn found. A new one is added as it is. Of one that is there, only
 * the parameter {@code endsOn} is taken over, and since that may wake one that is done, a turn is
 * asked for with it; everything else is the operator's.
 */
final class DiscoveredTasks {

    private static final String ENDS_ON = "endsOn";

    private DiscoveredTasks() {}

    /** The same writes, with what is really to be written of found tasks. */
    static List<PollOutput> resolve(
            List<PollOutput> writes, Function<String, Optional<PollTask>> known, Instant at) {
        return writes.stream().flatMap(write -> resolve(write, known, at)).toList();
    }

    private static Stream<PollOutput> resolve(
            PollOutput write, Function<String, Optional<PollTask>> known, Instant at) {
        return write instanceof PollOutput.Found(var found)
                ? known
                        .apply(found.getId())
                        .map(task -> merged(task, found, at))
                        .orElse(Optional.of(found))
                        .<PollOutput>map(PollOutput.Found::new)
                        .stream()
                : Stream.of(write);
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

    /** The found tasks among these. */
    static Collection<PollTask> in(List<PollOutput> writes) {
        return writes.stream()
                .filter(PollOutput.Found.class::isInstance)
                .map(write -> ((PollOutput.Found) write).task())
                .toList();
    }
}
