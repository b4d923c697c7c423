package io.telltale.localstack.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/**
 * Port numbers nobody listens on, each with a free one 10,000 above. Taken from below the range the
 * system gives to outgoing connections, so that they stay free until they are used.
 */
public final class FreePorts {

    private static final int LEAST = 20_000;
    private static final int RANGE = 2_000;

    private final Set<Integer> given = new HashSet<>();
    private int next = LEAST + (int) (ProcessHandle.current().pid() * 31 % RANGE);

    /** A port that was not given before. */
    public int next() {
        for (int tried = 0; tried < RANGE; tried++) {
            int port = LEAST + (next++ - LEAST) % RANGE;
            if (isFree(port) && isFree(port + 10_000) && given.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + LEAST + " on");
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
