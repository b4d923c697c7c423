package io.telltale.localstack.check.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before several instances of the callback service, as a load balancer does: each connection
 * goes to the next instance that takes it. Bytes go through as they are. A connection that no
 * instance takes is closed.
 */
public final class Balancer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Balancer.class);
    private static final int CONNECT_MILLIS = 500;

    private final ServerSocket server;
    private final List<Integer> instances;
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Begins to listen.
     *
     * @param port on 127.0.0.1
     * @param instances ports of the instances
     */
    public Balancer(int port, List<Integer> instances) throws IOException {
        this.instances = List.copyOf(instances);
        this.server = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                threads.execute(() -> splice(client));
            } catch (IOException e) {
                LOG.debug("no longer listening: {}", e.getMessage());
            }
        }
    }

    private void splice(Socket client) {
        try (client;
                var instance = connect()) {
            var back = threads.submit(() -> copy(instance, client));
            copy(client, instance);
            back.get();
        } catch (IOException e) {
            LOG.debug("no instance takes a connection");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.debug("a connection broke", e);
        }
    }

    private Socket connect() throws IOException {
        var first = turn.getAndIncrement();
        for (int tried = 0; tried < instances.size(); tried++) {
            var port = instances.get(Math.floorMod(first + tried, instances.size()));
            var socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        CONNECT_MILLIS);
                return socket;
            } catch (IOException e) {
                socket.close();
            }
        }
        throw new IOException("no instance listens");
    }

    /** Until one end closes; then both are closed, so that the other direction ends too. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            LOG.debug("a connection ended: {}", e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
