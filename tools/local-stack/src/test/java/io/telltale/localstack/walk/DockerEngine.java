package io.telltale.localstack.walk;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks whether a Docker engine answers, and takes five seconds at most for it. */
final class DockerEngine {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String DEFAULT = "unix:///var/run/docker.sock";
    private static final String PING = "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n";

    private DockerEngine() {}

    /** Why there is none; empty if one answers. */
    static Optional<String> whyMissing() {
        var host = Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse(DEFAULT);
        return whyMissing(host);
    }

    static Optional<String> whyMissing(String host) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> question = () -> ping(URI.create(host));
            var answer = executor.submit(question);
            try {
                return reasonOf(host, answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                answer.cancel(true);
                return Optional.of(host + " did not answer within " + LIMIT.toSeconds() + " s");
            } catch (ExecutionException e) {
                return Optional.of(host + ": " + e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of("interrupted");
            }
        }
    }

    private static Optional<String> reasonOf(String host, String statusLine) {
        return statusLine.contains(" 200 ")
                ? Optional.empty()
                : Optional.of(host + " answered " + statusLine);
    }

    private static String ping(URI host) throws IOException {
        try (var channel = open(host)) {
            channel.write(ByteBuffer.wrap(PING.getBytes(StandardCharsets.US_ASCII)));
            var answer = ByteBuffer.allocate(256);
            channel.read(answer);
            var text = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
            return text.lines().findFirst().orElse("nothing");
        }
    }

    private static SocketChannel open(URI host) throws IOException {
        return host.getScheme().equals("unix")
                ? connect(
                        SocketChannel.open(StandardProtocolFamily.UNIX),
                        UnixDomainSocketAddress.of(host.getPath()))
                : connect(
                        SocketChannel.open(),
                        new InetSocketAddress(host.getHost(), host.getPort()));
    }

    private static SocketChannel connect(SocketChannel channel, SocketAddress address)
            throws IOException {
        channel.connect(address);
        return channel;
    }
}
