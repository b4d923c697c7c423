package io.telltale.poller.poll;

import io.telltale.schemas.record.PageFingerprint;
import java.util.Collection;

/** Looks at what other tasks of the same account found. */
@FunctionalInterface
public interface OtherTasks {

    /** The pages of a task as committed last; none when there is no such task here. */
    Collection<PageFingerprint> pagesOf(String taskId);
}
