package io.telltale.streams.http;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpMethod;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import io.swagger.v3.oas.annotations.Hidden;
import io.telltale.contract.OpenApiContract;
import io.telltale.schemas.settings.Secret;
import io.telltale.service.access.HttpServerSettings;
import io.telltale.service.openapi.ApiDocument;
import io.telltale.service.peer.PeerSettings;
import io.telltale.streams.live.LiveTimelines;
import io.telltale.streams.query.ClusterQueries;
import io.telltale.streams.query.DeviceQueries;
import io.telltale.streams.query.Freshness;
import io.telltale.streams.query.InstanceDirectory;
import io.telltale.streams.query.LocalReads;
import io.telltale.streams.query.Lookup;
import io.telltale.streams.query.PartitionReads;
import io.telltale.streams.query.Placement;
import io.telltale.streams.query.StorePartitions;
import io.telltale.streams.topology.Given;
import io.telltale.streams.topology.TopologySettings;
import io.telltale.streams.topology.TopologyUnderTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real server on a free port over the stores of a graph under test. Every answer is compared
 * with the OpenAPI document.
 */
@NullUnmarked // set before each test
final class ServerUnderTest
        implements BeforeEachCallback, AfterEachCallback, StorePartitions, Placement {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TopologyUnderTest graph;
    private final List<Secret> tokens;
    private final HttpClient client = HttpClient.newHttpClient();
    private ApplicationContext context;
    private EmbeddedServer server;
    private @Nullable OpenApiContract contract;
    private Freshness position = caughtUp();
    private final Queue<Freshness> olderLooks = new ArrayDeque<>();
    private final LocalReads reads = new LocalReads(this, TopologySettings.USUAL.stuckAfter());
    private boolean isOpen = true;
    private final Clock clock = Clock.fixed(Given.NOW, ZoneOffset.UTC);

    ServerUnderTest(TopologyUnderTest graph) {
        this(graph, List.of());
    }

    /** A server that wants one of these tokens. */
    ServerUnderTest(TopologyUnderTest graph, List<Secret> tokens) {
        this.graph = graph;
        this.tokens = List.copyOf(tokens);
    }

    private record OnlyInstance() implements InstanceDirectory {

        @Override
        public List<Instance> all() {
            return List.of(
                    new Instance(
                            "127.0.0.1:8080",
                            State.RUNNING,
                            List.of(0),
                            List.of(),
                            OptionalLong.of(0),
                            1));
        }

        @Override
        public boolean areReady(List<Instance> instances) {
            return true;
        }
    }

    private static Freshness caughtUp() {
        return new Freshness(OptionalLong.of(0), Optional.of(Given.NOW), Freshness.Role.ACTIVE);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        var edge =
                new HttpServerSettings(
                        "127.0.0.1", 0, tokens, List.of(), ApiDocument.PATH, PeerSettings.NONE);
        context =
                ApplicationContext.builder()
                        .properties(
                                Map.of(
                                        "micronaut.server.host",
                                        "127.0.0.1",
                                        "micronaut.server.port",
                                        -1))
                        .singletons(edge)
                        .build();
        context.registerSingleton(
                DeviceQueries.class, new ClusterQueries(this, Duration.ZERO, clock));
        context.registerSingleton(
                LiveTimelines.class, (_, _, _) -> new Lookup.NotReady<>("there are no brokers"));
        context.registerSingleton(InstanceDirectory.class, new OnlyInstance());
        context.start();
        server = context.getBean(EmbeddedServer.class).start();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        context.close();
        client.close();
    }

    @Override
    public PartitionReads of(String store, int partition) {
        return reads;
    }

    /** The driver has one piece of each store. */
    @Override
    public <K, V> ReadOnlyKeyValueStore<K, V> open(String store, int partition) {
        if (!isOpen) {
            throw new InvalidStateStoreException("moving");
        }
        return graph.driver().getKeyValueStore(store);
    }

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public Freshness freshness() {
        return requireNonNullElse(olderLooks.poll(), position);
    }

    /** At the next look; at later ones it has caught up. */
    void isOnceAsOf(Instant time) {
        olderLooks.add(new Freshness(OptionalLong.of(7), Optional.of(time), Freshness.Role.ACTIVE));
    }

    void isStillReading() {
        position = new Freshness(OptionalLong.of(7), Optional.empty(), Freshness.Role.ACTIVE);
    }

    void isMoving() {
        isOpen = false;
    }

    /** Methods and paths of all routes of this package's controllers, but of hidden ones. */
    Set<String> routes() {
        return context.getBean(Router.class)
                .uriRoutes()
                .filter(route ->
                        route.getDeclaringType().getPackage() == ServerUnderTest.class.getPackage())
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                .filter(route -> !route.getDeclaringType().isAnnotationPresent(Hidden.class))
                .map(route ->
                        route.getHttpMethod() + " " + route.getUriMatchTemplate().toPathString())
                .map(route -> route.replaceAll("\\{(\\w+):[^}]+}", "{$1}"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.getURI() + path));
        for (var at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        contract().requireHeld(answer);
        return answer;
    }

    private OpenApiContract contract() throws IOException, InterruptedException {
        if (contract == null) {
            var document = HttpRequest.newBuilder(server.getURI().resolve("/openapi.yml")).build();
            contract =
                    OpenApiContract.of(
                            client.send(document, HttpResponse.BodyHandlers.ofString()).body());
        }
        return contract;
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path).body());
    }
}
