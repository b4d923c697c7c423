package io.telltale.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry on a free port that answers the requests of our serializers and of Confluent's
 * clients as Confluent's registry does. It can be stopped, and started again on the same port with
 * all its schemas.
 */
public final class RegistryServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BASE = "/apis/ccompat/v7";
    private static final String SCHEMA_BY_ID = "/schemas/ids/";
    private static final int NO_SUBJECT = 40401;
    private static final int NO_SCHEMA = 40403;
    private static final int INCOMPATIBLE = 409;

    private final Map<Integer, String> schemas = new TreeMap<>();
    private final Map<String, List<Integer>> subjects = new ConcurrentHashMap<>();
    private final Map<String, String> rules = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean nonsense;
    private volatile int refusing;
    private volatile boolean wantsCertificate;
    private volatile boolean registersLookups;
    private volatile boolean hangs;
    private volatile Optional<String> credentials = Optional.empty();
    private volatile String unansweredPath = "";
    private final Set<Integer> askedIds = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Optional<SSLContext> tls;
    private int nextId = 1;
    private HttpServer http;

    /** Starts without schemas. */
    public RegistryServer() {
        this(Optional.empty());
    }

    /** The same, over TLS only. */
    public RegistryServer(SSLContext tls) {
        this(Optional.of(tls));
    }

    /** Starts without schemas and registers every schema that a client looks up. */
    public static RegistryServer registeringLookups() {
        var registry = new RegistryServer();
        registry.registersLookups = true;
        return registry;
    }

    private RegistryServer(Optional<SSLContext> tls) {
        this.tls = tls;
        http = serve(0);
    }

    /** The address clients are configured with. */
    public URI url() {
        var scheme = tls.isPresent() ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + http.getAddress().getPort() + BASE);
    }

    /** Every request so far: method, path and what it was allowed with. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The rule of each subject that has one of its own. */
    public Map<String, String> rules() {
        return Map.copyOf(rules);
    }

    /** Goes away; what it knows is kept. */
    public void stop() {
        http.stop(0);
    }

    /** Comes back at the same address. */
    public void start() {
        http = serve(http.getAddress().getPort());
    }

    /** From now on, answers 200 with a body of another service, as a login page or proxy does. */
    public void answerNonsense(boolean on) {
        nonsense = on;
    }

    /** From now on, wants a certificate of its clients. */
    public void wantCertificate() {
        wantsCertificate = true;
    }

    /** From now on, answers 401 to everyone but this user, as {@code name:password}. */
    public void requireCredentials(String userInfo) {
        var encoded = Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8));
        credentials = Optional.of("Basic " + encoded);
    }

    /** From now on, takes requests and does not answer. */
    public void hang() {
        hangs = true;
    }

    /** From now on, does not answer requests for the schema of this id. */
    public void leaveUnanswered(int id) {
        unansweredPath = SCHEMA_BY_ID + id;
    }

    /** Whether a client has asked for the schema of this id. */
    public boolean isAskedFor(int id) {
        return askedIds.contains(id);
    }

    /** From now on, answers every request with this status, such as 401. */
    public void refuse(int status) {
        refusing = status;
    }

    /** Ends {@link #refuse}. */
    public void acceptAgain() {
        refusing = 0;
    }

    /** Loses all it knows, as an emptied registry has; gives ids from this one on. */
    public synchronized void empty(int firstId) {
        schemas.clear();
        subjects.clear();
        rules.clear();
        nextId = firstId;
    }

    /** Puts a schema under an id of the test's choice. */
    public synchronized void put(int id, Schema schema) {
        schemas.put(id, schema.toString());
    }

    /** Puts a text that is no Avro schema under an id of the test's choice. */
    public synchronized void put(int id, String text) {
        schemas.put(id, text);
    }

    /** The schema under an id. */
    public synchronized Schema schema(int id) {
        return parse(schemas.get(id));
    }

    @Override
    public void close() {
        closed.countDown();
        stop();
        threads.close();
    }

    private HttpServer serve(int port) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var server = tls.isPresent() ? serveTls(address) : HttpServer.create(address, 0);
            server.setExecutor(threads);
            server.createContext(BASE + "/", this::handle);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpServer serveTls(InetSocketAddress address) throws IOException {
        var server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(tls.orElseThrow()) {
                    @Override
                    public void configure(HttpsParameters connection) {
                        var parameters = getSSLContext().getDefaultSSLParameters();
                        parameters.setNeedClientAuth(wantsCertificate);
                        connection.setSSLParameters(parameters);
                    }
                });
        return server;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring(BASE.length());
            var allowed = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(
                    exchange.getRequestMethod()
                            + " "
                            + path
                            + (allowed == null ? "" : " " + allowed));
            var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            if (isLeftUnanswered(path)) {
                closed.await();
                return;
            }
            var answer =
                    credentials.isEmpty() || credentials.get().equals(allowed)
                            ? answer(exchange.getRequestMethod(), path.split("/", -1), body)
                            : refusal(401, 401, "Unauthorized");
            var bytes = JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders()
                    .add("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isLeftUnanswered(String path) {
        if (path.startsWith(SCHEMA_BY_ID)) {
            askedIds.add(Integer.valueOf(path.substring(SCHEMA_BY_ID.length())));
        }
        return hangs || path.equals(unansweredPath);
    }

    private synchronized Answer answer(String method, String[] path, JsonNode body) {
        if (refusing != 0) {
            return refusal(refusing, refusing, "no");
        }
        if (nonsense) {
            return new Answer(200, Map.of("welcome", "please sign in"));
        }
        var route = method + " " + path[1] + " " + (path.length - 2);
        return switch (route) {
            case "GET subjects 0" -> new Answer(200, Map.of());
            case "POST subjects 1" ->
                    registersLookups
                            ? register(path[2], body.path("schema").asText())
                            : lookup(path[2], body.path("schema").asText());
            case "POST subjects 2" -> register(path[2], body.path("schema").asText());
            case "GET schemas 2" -> read(Integer.parseInt(path[3]));
            case "PUT config 1" -> rule(path[2], body.path("compatibility").asText());
            default -> refusal(404, 404, "HTTP 404 Not Found: " + route);
        };
    }

    private Answer lookup(String subject, String schema) {
        var ids = subjects.get(subject);
        if (ids == null) {
            return refusal(404, NO_SUBJECT, "Subject '" + subject + "' not found.");
        }
        var id = idOf(schema);
        if (id == null || !ids.contains(id)) {
            return refusal(404, NO_SCHEMA, "Schema not found");
        }
        return new Answer(
                200,
                Map.of(
                        "subject",
                        subject,
                        "version",
                        ids.indexOf(id) + 1,
                        "id",
                        id,
                        "schema",
                        schema));
    }

    private Answer register(String subject, String schema) {
        var ids = subjects.computeIfAbsent(subject, _ -> new CopyOnWriteArrayList<>());
        var known = idOf(schema);
        if (known != null && ids.contains(known)) {
            return new Answer(200, Map.of("id", known));
        }
        if (rules.containsKey(subject) && !fits(schema, ids)) {
            return refusal(409, INCOMPATIBLE, "Schema being registered is incompatible");
        }
        var id = known == null ? nextId++ : known;
        schemas.put(id, schema);
        ids.add(id);
        return new Answer(200, Map.of("id", id));
    }

    private boolean fits(String schema, List<Integer> ids) {
        try {
            new SchemaValidatorBuilder()
                    .mutualReadStrategy()
                    .validateAll()
                    .validate(
                            parse(schema), ids.stream().map(id -> parse(schemas.get(id))).toList());
            return true;
        } catch (SchemaValidationException e) {
            return false;
        }
    }

    private Answer read(int id) {
        var schema = schemas.get(id);
        return schema == null
                ? refusal(404, NO_SCHEMA, "Schema " + id + " not found")
                : new Answer(200, Map.of("schema", schema));
    }

    private Answer rule(String subject, String rule) {
        rules.put(subject, rule);
        return new Answer(200, Map.of("compatibility", rule));
    }

    private @Nullable Integer idOf(String schema) {
        var wanted = parse(schema);
        return schemas.entrySet().stream()
                .filter(entry -> parse(entry.getValue()).equals(wanted))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static Schema parse(@Nullable String schema) {
        return new Schema.Parser().parse(schema);
    }

    private static Answer refusal(int status, int code, String message) {
        return new Answer(status, Map.of("error_code", code, "message", message));
    }

    private record Answer(int status, Map<String, Object> body) {}
}
