package io.telltale.poller.poll.thingspace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A proxy that answers one request by itself. */
final class SmallProxy implements AutoCloseable {

    private final ServerSocket server;
    private final CompletableFuture<String> asked = new CompletableFuture<>();

    /** Answers with this status line and no body. */
    SmallProxy(String statusLine) throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> answer(statusLine));
    }

    int port() {
        return server.getLocalPort();
    }

    /** Waits for the request line. */
    String asked() {
        return asked.join();
    }

    private void answer(String statusLine) {
        try (var connection = server.accept();
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        connection.getInputStream(), StandardCharsets.US_ASCII))) {
            var first = in.readLine();
            for (var line = first; line != null && !line.isEmpty(); line = in.readLine()) {}
            connection
                    .getOutputStream()
                    .write(
                            (statusLine + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            asked.complete(first);
        } catch (IOException e) {
            asked.completeExceptionally(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
