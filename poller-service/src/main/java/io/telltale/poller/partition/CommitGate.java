package io.telltale.poller.partition;

import io.telltale.poller.schedule.CommitFailedException;
import io.telltale.poller.schedule.TaskDeletedException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where all commits of one ownership pass, one at a time, and none any more once one of them failed
 * or the partition is dropped.
 */
final class CommitGate {

    private static final Logger LOG = LoggerFactory.getLogger(CommitGate.class);

    private final ReentrantLock one = new ReentrantLock();
    private volatile boolean broken;

    /** Whether nothing passes any more: everything read is to be dropped. */
    boolean isBroken() {
        return broken;
    }

    /** Nothing passes from now on. */
    void shut() {
        broken = true;
    }

    /** While nobody commits. */
    void alone(Runnable change) {
        one.lock();
        try {
            change.run();
        } finally {
            one.unlock();
        }
    }

    /**
     * A commit, and what is remembered of it.
     *
     * @param about what it is about, for people
     * @throws CommitFailedException if it is not known to be committed
     * @throws TaskDeletedException if there is nothing to commit any more
     */
    void pass(String about, Runnable commit) {
        one.lock();
        try {
            if (broken) {
                throw new CommitFailedException(
                        "the partition is dropped", new IllegalStateException("nothing was sent"));
            }
            commit.run();
        } catch (CommitFailedException e) {
            if (!broken) {
                LOG.warn("{}: {}: {}", about, e.getMessage(), String.valueOf(e.getCause()));
            }
            broken = true;
            throw e;
        } catch (TaskDeletedException e) {
            throw e;
        } catch (RuntimeException | Error e) { // nothing may be sent into what is half sent
            broken = true;
            throw e;
        } finally {
            one.unlock();
        }
    }
}
