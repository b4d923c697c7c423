package io.telltale.poller.schedule;

/** A task was deleted while a turn of it was under way: what the turn found is dropped. */
public final class TaskDeletedException extends RuntimeException {

    /** The task of this id. */
    public TaskDeletedException(String task) {
        super("%s was deleted".formatted(task));
    }
}
