package io.telltale.localstack.run;

import java.nio.file.Path;

/** How an attempt to bring the stack up ended. */
public sealed interface StartResult {

    /** Every part is ready. */
    record Ready() implements StartResult {}

    /**
     * A part died or was not ready in time. The others may still run.
     *
     * @param part its name
     * @param reason what happened, with the last telling line of its log
     * @param log where to read more
     */
    record Failed(String part, String reason, Path log) implements StartResult {}

    /** A stop was requested before everything was ready. */
    record Interrupted() implements StartResult {}
}
