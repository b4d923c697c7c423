package io.telltale.poller.http;

import io.telltale.poller.partition.TaskWriter;
import io.telltale.poller.schedule.TaskStatus;
import io.telltale.poller.task.ConfiguredAccounts;
import io.telltale.poller.task.InvalidPollTaskException;
import io.telltale.poller.task.PollTaskForm;
import io.telltale.poller.task.PollTaskForm.Given;
import io.telltale.poller.task.TaskCommands;
import io.telltale.schemas.publish.PublishException;
import io.telltale.schemas.publish.RejectedTimestamp;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.service.problem.Problem.BadParameter;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Creates, changes and deletes tasks; they are on the task topic when a method returns. */
@Singleton
final class TaskEdits {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final ClusterTasks cluster;
    private final TaskWriter writer;
    private final ConfiguredAccounts accounts;
    private final Clock clock;

    TaskEdits(ClusterTasks cluster, TaskWriter writer, ConfiguredAccounts accounts, Clock clock) {
        this.cluster = cluster;
        this.writer = writer;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * The result of an edit.
     *
     * @param task after it
     * @param before it; empty when there was none
     */
    record Edited(PollTask task, Optional<PollTask> before) {

        boolean isNew() {
            return before.isEmpty();
        }

        boolean isChanged() {
            return before.filter(task::equals).isEmpty();
        }
    }

    /**
     * Reads a task of a configured account.
     *
     * @throws InvalidPollTaskException naming what is wrong
     */
    Given read(String json) {
        var given = PollTaskForm.read(json);
        var task = given.task();
        var known = accounts.at(task.getProvider());
        if (!known.contains(task.getAccount())) {
            throw InvalidPollTaskException.of(
                    "account",
                    "a configured one: " + String.join(", ", known.stream().sorted().toList()),
                    task.getAccount());
        }
        return given;
    }

    /** The result of putting it; nothing is written. */
    Edited over(Given given) {
        var before = cluster.task(given.task().getId());
        return new Edited(
                before.map(there -> given.over(there, clock.instant())).orElse(given.task()),
                before);
    }

    /** Creates or replaces it. */
    Edited put(Given given) {
        var edited = over(given);
        write(edited.isChanged() ? List.of(edited.task()) : List.of());
        return edited;
    }

    /** Creates it unless it exists. */
    Edited create(Given given) {
        var before = cluster.task(given.task().getId());
        if (before.isPresent()) {
            return new Edited(before.get(), before);
        }
        write(List.of(given.task()));
        return new Edited(given.task(), before);
    }

    void delete(String id) {
        var task = required(id);
        durably(() -> writer.delete(task));
    }

    PollTask pause(String id, boolean paused) {
        return edit(id, task -> TaskCommands.paused(task, paused));
    }

    /** Polls at once; 409 for a paused task. */
    PollTask pollNow(String id, Optional<String> device) {
        device.ifPresent(DeviceRef::parse);
        return edit(
                id,
                task -> {
                    if (task.getPaused()) {
                        throw conflict("expected a task that is not paused");
                    }
                    return TaskCommands.pollNow(task, device, clock.instant());
                });
    }

    /** Skips the page that blocks the task. */
    PollTask skip(String id) {
        return edit(
                id,
                task -> {
                    var blocked = cluster.view(task).blocked();
                    if (blocked == null) {
                        throw conflict("expected a task that is " + TaskStatus.State.BLOCKED);
                    }
                    return TaskCommands.skip(task, blocked.digest(), clock.instant());
                });
    }

    private PollTask edit(String id, UnaryOperator<PollTask> change) {
        var before = required(id);
        var after = change.apply(before);
        if (!after.equals(before)) {
            write(List.of(after));
        }
        return after;
    }

    PollTask required(String id) {
        return cluster.task(id)
                .orElseThrow(() ->
                        ProblemException.of(
                                ProblemType.UNKNOWN_TASK, "expected the id of a poll task"));
    }

    /** Writes all; 503 if they may not be written. */
    void write(List<PollTask> tasks) {
        if (!tasks.isEmpty()) {
            durably(() -> writer.put(tasks));
        }
    }

    private static void durably(Runnable write) {
        try {
            write.run();
        } catch (PublishException e) {
            throw ProblemException.later(
                    ProblemType.NOT_READY,
                    RejectedTimestamp.orElse(
                            "Kafka did not acknowledge in time; the task may be written or not", e),
                    SOON,
                    e);
        }
    }

    private static ProblemException conflict(String expected) {
        return ProblemException.of(ProblemType.CONFLICT, expected);
    }

    /** 400 with every fault of a task. */
    static ProblemException problem(InvalidPollTaskException bad) {
        return ProblemException.badParameters(
                bad.faults().stream()
                        .map(fault -> new BadParameter(fault.name(), fault.expected(), fault.was()))
                        .toList());
    }
}
