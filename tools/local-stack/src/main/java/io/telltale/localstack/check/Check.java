package io.telltale.localstack.check;

import io.telltale.localstack.run.StartRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A promise of Telltale that is put to the test while everything goes wrong. */
public sealed interface Check permits ProvidersCheck, StreamsCheck {

    /**
     * Runs it, prints the table and writes the JSON.
     *
     * @param seed of the fleet and the faults
     * @param life how long each run is disturbed
     * @param kills how many processes are killed
     * @param json where the JSON goes; data and logs go beside it
     * @return the last line; "holds" when everything holds
     * @throws StartRefusal if it could not be run
     */
    String run(long seed, Duration life, int kills, Path json)
            throws StartRefusal, IOException, InterruptedException;

    /** Leaves no process; may be called by another thread at any time. */
    void stop();
}
