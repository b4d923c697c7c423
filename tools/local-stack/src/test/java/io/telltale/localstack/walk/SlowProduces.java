package io.telltale.localstack.walk;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands before a broker and lets everything pass but what producers write: as long as it is slow,
 * they get no answer, as of a broker that takes longer than they wait. Nothing of it is written
 * later either.
 */
final class SlowProduces implements AutoCloseable {

    /** The API key of Produce in Kafka's protocol. */
    private static final int PRODUCE = 0;

    private static final int LARGEST_REQUEST = 64 << 20;

    private final ServerSocket server;
    private final int broker;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean isSlow = true;

    /**
     * Slow from the start.
     *
     * @param broker port of the broker's listener that advertises {@link #port()}
     */
    SlowProduces(int broker) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.broker = broker;
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it listens. */
    int port() {
        return server.getLocalPort();
    }

    /** From now on everything passes. */
    void end() {
        isSlow = false;
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> relay(client));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void relay(Socket client) {
        try (client;
                var behind = new Socket(InetAddress.getLoopbackAddress(), broker)) {
            open.add(behind);
            Thread.ofVirtual().start(() -> answers(behind, client));
            requests(client, behind);
        } catch (IOException _) {
            // one of the two has closed
        }
    }

    private static void answers(Socket behind, Socket client) {
        try (client) {
            behind.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException _) {
            // one of the two has closed
        }
    }

    /** After a request without an answer a connection is of no use: answers come in order. */
    private void requests(Socket client, Socket behind) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        var out = new DataOutputStream(behind.getOutputStream());
        var isStuck = false;
        while (true) {
            var size = in.readInt();
            if (size < 2 || size > LARGEST_REQUEST) {
                throw new IOException(
                        "expected a request of Kafka, was of %d bytes".formatted(size));
            }
            var request = in.readNBytes(size);
            isStuck |= isSlow && request[0] == 0 && request[1] == PRODUCE;
            if (!isStuck) {
                out.writeInt(size);
                out.write(request);
                out.flush();
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
