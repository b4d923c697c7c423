package io.telltale.localstack.check.stack;

import io.telltale.localstack.check.report.RunResult;
import io.telltale.localstack.run.StackStartException;
import java.io.IOException;

/** One run of a check: a stack of its own is started, disturbed, brought to rest and compared. */
public interface CheckRun {

    /**
     * Runs it.
     *
     * @throws StackStartException if it could not be run
     */
    public RunResult run() throws StackStartException, IOException, InterruptedException;

    /** Leaves no process; may be called by another thread at any time. */
    public void stop();
}
