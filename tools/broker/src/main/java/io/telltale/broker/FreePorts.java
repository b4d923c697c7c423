package io.telltale.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Free port numbers, each with a free one 10,000 above, where a service has its management port.
 * All lie below the range the system gives to outgoing connections, so that they stay free until
 * they are used.
 */
public final class FreePorts {

    private static final int LEAST = 20_000;
    private static final int RANGE = 2_500;

    /** Goes round, so that a port comes again only after all others; processes begin apart. */
    private static final AtomicInteger ASKED =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 31 % RANGE));

    private FreePorts() {}

    /** Another port with each call of this process. */
    public static int next() {
        for (int tried = 0; tried < RANGE; tried++) {
            int port = LEAST + Math.floorMod(ASKED.getAndIncrement(), RANGE);
            if (isFree(port) && isFree(port + 10_000)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "no port from %d to %d is free".formatted(LEAST, LEAST + RANGE - 1));
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
