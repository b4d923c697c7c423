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

/** What operators do to tasks: checked, then written; it holds when this returns. */
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
     * What came of a task that was given.
     *
     * @param task as it is wanted now
     * @param before as it was wanted before; empty when there was none
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
     * A task as a person wrote it, of an account that is configured.
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

    /** What would become of it; nothing is written. */
    Edited over(Given given) {
        var before = cluster.task(given.task().getId());
        return new Edited(
                before.map(there -> given.over(there, clock.instant())).orElse(given.task()),
                before);
    }

    /** Creates it or replaces the one that is there. */
    Edited put(Given given) {
        var edited = over(given);
        write(edited.isChanged() ? List.of(edited.task()) : List.of());
        return edited;
    }

    /** Creates it unless it is there. */
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

    /** A turn at once; a paused task has to be resumed for it. */
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

    /** The page that blocks the task is passed over. */
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

    /** Writes all or says that it is not known whether they are written. */
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
                            "the brokers did not take it in time; it may hold or not", e),
                    SOON,
                    e);
        }
    }

    private static ProblemException conflict(String expected) {
        return ProblemException.of(ProblemType.CONFLICT, expected);
    }

    /** What is wrong with a task, as callers are told. */
    static ProblemException problem(InvalidPollTaskException bad) {
        return ProblemException.badParameters(
                bad.faults().stream()
                        .map(fault -> new BadParameter(fault.name(), fault.expected(), fault.was()))
                        .toList());
    }
}
