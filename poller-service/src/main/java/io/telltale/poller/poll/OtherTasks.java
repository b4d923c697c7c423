package io.telltale.poller.poll;

import io.telltale.schemas.record.PageFingerprint;
import java.util.Collection;

/** Gives the pages of other tasks of the same account. */
@FunctionalInterface
public interface OtherTasks {

    /** The pages of a task as committed last; empty when there is no such task here. */
    Collection<PageFingerprint> pagesOf(String taskId);
}
