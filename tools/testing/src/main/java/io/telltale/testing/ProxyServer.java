package io.telltale.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A small real HTTP proxy on a free port. It sends every request to the one server behind it,
 * whichever host the request names; without a server it answers by itself.
 */
public final class ProxyServer implements AutoCloseable {

    private final ServerSocket server;
    private final Optional<URI> behind;
    private final String ownAnswer;
    private final List<List<String>> asked = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private ProxyServer(Optional<URI> behind, String ownAnswer) throws IOException {
        this.server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        this.behind = behind;
        this.ownAnswer = ownAnswer;
        Thread.ofVirtual().start(this::accept);
    }

    /** Passes everything on to this server. */
    public static ProxyServer before(URI provider) throws IOException {
        return new ProxyServer(Optional.of(provider), "");
    }

    /** Passes nothing on; empty for a proxy that never answers. */
    public static ProxyServer answering(String status, String... headers) throws IOException {
        var head = new ArrayList<>(List.of("HTTP/1.1 " + status));
        head.addAll(List.of(headers));
        head.add("Content-Length: 0");
        return new ProxyServer(
                Optional.empty(), status.isEmpty() ? "" : String.join("\r\n", head) + "\r\n\r\n");
    }

    /** Where it listens, as {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Request line and headers of each request, as they came. */
    public List<List<String>> asked() {
        return asked;
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket client) {
        try {
            var head = head(client.getInputStream());
            asked.add(head);
            if (behind.isEmpty()) {
                write(client.getOutputStream(), ownAnswer);
                return;
            }
            try (var provider = new Socket(behind.get().getHost(), behind.get().getPort())) {
                open.add(provider);
                if (head.getFirst().startsWith("CONNECT ")) {
                    write(client.getOutputStream(), "HTTP/1.1 200 Connected\r\n\r\n");
                } else {
                    write(provider.getOutputStream(), passedOn(head));
                }
                var back = Thread.ofVirtual().start(() -> pump(provider, client));
                pump(client, provider);
                back.join();
            }
        } catch (IOException _) {
            // closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As a proxy does: the path alone, without what was for the proxy. */
    private static String passedOn(List<String> head) {
        var first = head.getFirst().replaceFirst(" http://[^/]+", " ");
        var rest = head.stream().skip(1).filter(line -> !line.startsWith("Proxy-")).toList();
        return first + "\r\n" + String.join("\r\n", rest) + "\r\n\r\n";
    }

    private static List<String> head(InputStream in) throws IOException {
        // one byte at a time: what follows the head is not ours
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            var one = in.read();
            if (one < 0) {
                throw new IOException("ended within the head");
            }
            text.append((char) one);
        }
        return text.toString().lines().filter(line -> !line.isEmpty()).toList();
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // the other side has closed
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
