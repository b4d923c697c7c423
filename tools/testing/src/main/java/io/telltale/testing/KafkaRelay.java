package io.telltale.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Relays connections to a broker of this machine and can hold them up in two ways: all bytes wait,
 * as if the other side were a stopped process; or requests of producers stay without an answer, as
 * of a broker that takes longer than they wait.
 */
public final class KafkaRelay implements AutoCloseable {

    /** The API key of Produce in Kafka's protocol. */
    private static final int PRODUCE = 0;

    private static final int LARGEST_REQUEST = 64 << 20;

    private final ServerSocket server;
    private final int broker;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Object gate = new Object();
    private boolean holds;
    private volatile boolean dropsProduces;

    /**
     * Passes everything on.
     *
     * @param broker port of the broker's listener that advertises {@link #port()}
     */
    public KafkaRelay(int broker) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.broker = broker;
        Thread.ofVirtual().start(this::accept);
    }

    /** The port for clients. */
    public int port() {
        return server.getLocalPort();
    }

    /** Lets nothing through until it is released; connections stay. */
    public void hold() {
        synchronized (gate) {
            holds = true;
        }
    }

    /** Lets everything through, also what waited. */
    public void release() {
        synchronized (gate) {
            holds = false;
            gate.notifyAll();
        }
    }

    /** From now on, requests of producers do not reach the broker, later neither. */
    public void dropProduces() {
        dropsProduces = true;
    }

    /** Ends {@link #dropProduces} for new connections. */
    public void passProduces() {
        dropsProduces = false;
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
            Thread.ofVirtual().start(() -> passResponses(behind, client));
            passRequests(client, behind);
        } catch (IOException _) {
            // one of the two has closed, or the broker does not listen yet: the client tries again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passResponses(Socket behind, Socket client) {
        try (client) {
            var in = behind.getInputStream();
            var buffer = new byte[8192];
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitRelease();
                client.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException _) {
            // one of the two has closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** After a dropped request a connection is of no use: Kafka answers requests in order. */
    private void passRequests(Socket client, Socket behind)
            throws IOException, InterruptedException {
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
            awaitRelease();
            isStuck |= dropsProduces && request[0] == 0 && request[1] == PRODUCE;
            if (!isStuck) {
                out.writeInt(size);
                out.write(request);
                out.flush();
            }
        }
    }

    private void awaitRelease() throws InterruptedException {
        synchronized (gate) {
            while (holds) {
                gate.wait();
            }
        }
    }

    @Override
    public void close() throws IOException {
        release();
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
