package io.telltale.callback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds a port that is free and whose management port, 10,000 above, is free as well. */
final class FreePorts {

    private static final int LAST_SERVICE_PORT = 55_535;
    private static final int ATTEMPTS = 1000;

    private FreePorts() {}

    static int find() {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (var service = bind(0)) {
                var port = service.getLocalPort();
                if (port <= LAST_SERVICE_PORT && isFree(port + 10_000)) {
                    return port;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("no pair of free ports in %d attempts".formatted(ATTEMPTS));
    }

    private static boolean isFree(int port) {
        try (var socket = bind(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        var socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }
}
