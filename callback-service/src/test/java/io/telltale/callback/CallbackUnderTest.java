package io.telltale.callback;

import static java.util.Objects.requireNonNull;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.telltale.broker.FreePorts;
import io.telltale.callback.connection.ConnectionLimits;
import io.telltale.callback.verify.CallbackSettings;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.service.access.HttpServerSettings;
import io.telltale.testing.RegistryServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.LoggerFactory;

/** The service on free ports, with what it wrote and logged. */
final class CallbackUnderTest implements AutoCloseable {

    static final String ACCOUNT = "0000123456-00001";
    static final String PATH = "/callbacks/thingspace/" + ACCOUNT + "/DeviceService";
    static final String LIVE = "/callbacks/thingspace/" + ACCOUNT + "/EnhancedConnectivityService";
    static final String PASSWORD = "demo-callback-password";
    static final String PREVIOUS_PASSWORD = "demo-previous-password";
    static final String PREVIOUS_USERNAME = "demo-previous-callback";

    private static final String PREFIX = "TELLTALE_THINGSPACE_0000123456_00001_CALLBACK_";
    private static final Map<String, String> VARIABLES =
            Map.of(
                    "TELLTALE_THINGSPACE_ACCOUNTS",
                    ACCOUNT,
                    PREFIX + "USERNAME",
                    "demo-callback",
                    PREFIX + "PASSWORD",
                    PASSWORD,
                    PREFIX + "PREVIOUS_PASSWORD",
                    PREVIOUS_PASSWORD,
                    PREFIX + "PREVIOUS_USERNAME",
                    PREVIOUS_USERNAME,
                    "TELLTALE_CALLBACK_TRUSTED_SOURCES",
                    "127.0.0.1",
                    "TELLTALE_KAFKA_BOOTSTRAP_SERVERS",
                    "127.0.0.1:1");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final RegistryServer registry = RegistryServer.registeringLookups();
    private final Brokers brokers;
    private final HttpServerSettings edge;
    private final ApplicationContext context;

    CallbackUnderTest(Brokers brokers) {
        this(brokers, Map.of());
    }

    CallbackUnderTest(Brokers brokers, Map<String, String> variables) {
        this(brokers, variables, ConnectionLimits.STANDARD);
    }

    CallbackUnderTest(Brokers brokers, ConnectionLimits limits) {
        this(brokers, Map.of(), limits);
    }

    private CallbackUnderTest(
            Brokers brokers, Map<String, String> variables, ConnectionLimits limits) {
        this.brokers = brokers;
        var all = new HashMap<>(VARIABLES);
        all.put("TELLTALE_PORT", Integer.toString(FreePorts.next()));
        all.put("TELLTALE_REGISTRY_URL", registry.url().toString());
        all.putAll(variables);
        var settings = Settings.of(all);
        this.edge = HttpServerSettings.read(settings, 9001, "/callbacks/");
        var beans =
                new Object[] {
                    edge,
                    KafkaSettings.read(settings),
                    TopicLayout.read(settings),
                    SerdeSettings.read(settings),
                    CallbackSettings.read(settings),
                    limits,
                    brokers
                };
        settings.refuseIfFaulty();
        log.start();
        root().addAppender(log);
        this.context =
                ApplicationContext.builder()
                        .properties(edge.micronautProperties())
                        .singletons(beans)
                        .banner(false)
                        .start();
        context.getBean(EmbeddedServer.class).start();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** The seed's callback, with our credentials. */
    static String seed() {
        var name = "/deviceservice-smsEventHistoryResponse-callback.json";
        try (var file = requireNonNull(CallbackUnderTest.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"username\": \"string\"", "\"username\": \"demo-callback\"")
                    .replace("\"password\": \"string\"", "\"password\": \"" + PASSWORD + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A callback with our credentials and these members. */
    static String callback(String members) {
        return "{\"username\":\"demo-callback\",\"password\":\"%s\",%s}"
                .formatted(PASSWORD, members);
    }

    HttpResponse<String> post(String body) {
        return post(PATH, BodyPublishers.ofString(body));
    }

    HttpResponse<String> postChunked(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return post(PATH, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    }

    HttpResponse<String> post(String path, BodyPublisher body) {
        return postAsync(path, body).join();
    }

    HttpResponse<String> post(String path, BodyPublisher body, String contentType) {
        return postAsync(path, body, contentType).join();
    }

    CompletableFuture<HttpResponse<String>> postAsync(String path, BodyPublisher body) {
        return postAsync(path, body, "application/json");
    }

    private CompletableFuture<HttpResponse<String>> postAsync(
            String path, BodyPublisher body, String contentType) {
        var request = at(edge.port(), path).header("Content-Type", contentType).POST(body);
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }

    /** The callback of our account, as a proxy hands it on. */
    HttpResponse<String> postForwarded(String body, String... forwardedFor) {
        var request = at(edge.port(), PATH).POST(BodyPublishers.ofString(body));
        for (var header : forwardedFor) {
            request.header("X-Forwarded-For", header);
        }
        return http.sendAsync(request.build(), BodyHandlers.ofString()).join();
    }

    /** A connection of the test's own, to the callback port. */
    RawConnection connect() {
        return RawConnection.open(edge.port());
    }

    HttpResponse<String> manage(String path) {
        return http.sendAsync(at(edge.managementPort(), path).build(), BodyHandlers.ofString())
                .join();
    }

    HttpResponse<String> get(String path) {
        return http.sendAsync(at(edge.port(), path).build(), BodyHandlers.ofString()).join();
    }

    private static HttpRequest.Builder at(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    /** Everything that was sent to the brokers, in the order in which it was. */
    List<ProducerRecord<String, byte[]>> written() {
        return brokers.producer().history();
    }

    List<ProducerRecord<String, byte[]>> written(String topic) {
        return written().stream().filter(record -> record.topic().equals(topic)).toList();
    }

    <T extends SpecificRecord> T read(ProducerRecord<String, byte[]> record, Class<T> type) {
        var serdes = context.getBean(RecordSerdes.class);
        return requireNonNull(serdes.read(record.topic(), type, record.value()));
    }

    static String header(ProducerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** All that was logged so far, one line each. */
    List<String> logged() {
        return List.copyOf(log.list).stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    double counted(String meter, String... tags) {
        var counters = context.getBean(MeterRegistry.class).find(meter).tags(tags).counters();
        return counters.stream().mapToDouble(Counter::count).sum();
    }

    @Override
    public void close() {
        root().detachAppender(log);
        context.close();
        registry.close();
        http.close();
    }
}
