package io.telltale.benchmarks.measure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * One connection that is kept open, with one request at a time. It does no more than it must, since
 * it shares the processors with the server that it measures. Not for several threads.
 */
final class KeptConnection implements AutoCloseable {

    private static final int LONGEST_MILLIS = 30_000;
    private static final String LENGTH = "content-length:";

    private final String host;
    private final Socket socket;
    private final InputStream in;

    KeptConnection(URI server) throws IOException {
        this.host = server.getHost() + ":" + server.getPort();
        this.socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LONGEST_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    /** A status and a body. */
    record Response(int status, String body) {}

    /** Sends a request and waits for its answer, which has to have a length. */
    Response get(String path) throws IOException {
        var request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        var status = Integer.parseInt(line().split(" ", 3)[1]);
        var length = 0;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        return new Response(status, new String(in.readNBytes(length), UTF_8));
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
