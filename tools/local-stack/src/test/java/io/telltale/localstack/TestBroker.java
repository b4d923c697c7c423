package io.telltale.localstack;

import io.telltale.broker.Broker;
import io.telltale.broker.FreePorts;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaRaftServer;

/** The broker of the local stack in this JVM, on free ports. */
final class TestBroker implements AutoCloseable {

    private final KafkaRaftServer server;
    private final int port;

    private TestBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    static TestBroker start(Path folder) throws Exception {
        var port = FreePorts.next();
        var server = Broker.prepare(folder, port, FreePorts.next(), Map.of());
        server.startup();
        return new TestBroker(server, port);
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
