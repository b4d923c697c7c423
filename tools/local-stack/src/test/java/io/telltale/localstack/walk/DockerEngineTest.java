package io.telltale.localstack.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether there is an engine is known quickly, with the reason. */
final class DockerEngineTest {

    @Test
    void namesTheSocketThatIsMissing(@TempDir Path folder) {
        var host = "unix://" + folder.resolve("docker.sock");

        assertThat(DockerEngine.whyMissing(host).orElseThrow()).startsWith(host + ": ");
    }

    @Test
    void believesAnEngineThatAnswers() throws IOException {
        try (var engine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(engine, "HTTP/1.0 200 OK\r\n\r\nOK"));

            assertThat(DockerEngine.whyMissing("tcp://127.0.0.1:" + engine.getLocalPort()))
                    .isEmpty();
        }
    }

    @Test
    void doesNotBelieveAnotherServer() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, "HTTP/1.0 404 Not Found\r\n\r\n"));

            assertThat(DockerEngine.whyMissing("tcp://127.0.0.1:" + server.getLocalPort()))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("404"));
        }
    }

    private static void answer(ServerSocket server, String text) {
        try (var socket = server.accept()) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
