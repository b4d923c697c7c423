package io.telltale.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's schema registry API over HTTP, as far as we need it: one request per call, nothing
 * kept. Any registry that speaks this API will do. One that does not accept our credentials ends
 * every call with {@link RegistryUnauthorizedException}.
 *
 * <p>Of several addresses, the one that answered last is asked first. The next one is asked where
 * one cannot be reached or answers 5xx; every other answer is final. Safe for threads.
 */
final class SchemaRegistry {

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    /** Its default; Confluent's registry names it only where a schema is of another kind. */
    private static final String AVRO = "AVRO";

    /** Codes for no such subject, version, schema. */
    private static final Set<Integer> UNKNOWN = Set.of(40401, 40402, 40403);

    private static final String TRUST =
            RegistryProperties.variable(
                            RegistryAccess.PREFIX + SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG)
                    + " or …_LOCATION";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final RegistryAccess access;
    private final Duration requestTimeout;
    private final HttpClient http;

    /** Place of the address that answered last; the next request begins there. */
    private final AtomicInteger answering = new AtomicInteger();

    /** A registry that is reached so, with time for a slow one. */
    SchemaRegistry(RegistryAccess access) {
        this(access, CONNECT_TIMEOUT, REQUEST_TIMEOUT);
    }

    /**
     * A registry that is reached so.
     *
     * @param connectTimeout for each address
     * @param requestTimeout for each address, connecting included
     */
    SchemaRegistry(RegistryAccess access, Duration connectTimeout, Duration requestTimeout) {
        this.access = access;
        this.requestTimeout = requestTimeout;
        var builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(connectTimeout);
        access.tls().ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /** The answer of an address. */
    private record Answer(URI from, int status, String body) {}

    /**
     * Asks for something that every registry has.
     *
     * @throws RegistryUnauthorizedException if it does not accept our credentials
     * @throws RegistryUnavailableException if it does not answer, or answers that it cannot
     */
    void check() {
        requireSuccess(send("GET", "/subjects", null, HttpResponse.BodyHandlers.replacing("")));
    }

    /**
     * The id of a schema that is registered under a subject.
     *
     * @throws UnknownSchemaException if it is not registered there
     * @throws RegistryUnavailableException if the registry does not answer
     */
    int idOf(String subject, Schema schema) {
        var answer = send("POST", "/subjects/" + encoded(subject), body(schema));
        if (saysUnknown(answer)) {
            throw new UnknownSchemaException(
                    "schema %s is not registered under %s"
                            .formatted(schema.getFullName(), subject));
        }
        return idIn(answer);
    }

    /**
     * Registers a schema under a subject; a repeat changes nothing and returns the same id.
     *
     * @throws IncompatibleSchemaException if the registry refuses it
     * @throws RegistryUnavailableException if the registry does not answer
     */
    int register(String subject, Schema schema) {
        var answer = send("POST", "/subjects/" + encoded(subject) + "/versions", body(schema));
        if (answer.status() == 409) {
            throw new IncompatibleSchemaException(
                    "the registry refuses schema %s under %s: %s"
                            .formatted(schema.getFullName(), subject, answer.body()));
        }
        return idIn(answer);
    }

    /** Sets the rule that new versions of a subject must keep, such as FULL_TRANSITIVE. */
    void setCompatibility(String subject, String rule) {
        var body = JSON.createObjectNode().put("compatibility", rule).toString();
        json(send("PUT", "/config/" + encoded(subject), body));
    }

    /**
     * The schema with an id.
     *
     * @throws UnknownSchemaException if there is none
     * @throws SerializationException if it is no Avro schema
     * @throws RegistryUnavailableException if the registry does not answer
     */
    Schema schemaOf(int id) {
        var answer = send("GET", "/schemas/ids/" + id, null);
        if (saysUnknown(answer)) {
            throw new UnknownSchemaException("the registry knows no schema with id " + id);
        }
        var body = json(answer);
        var schema = body.path("schema");
        if (!schema.isTextual()) {
            throw new RegistryUnavailableException(
                    "the registry at %s answered no schema for id %d".formatted(answer.from(), id));
        }
        try {
            if (body.path("schemaType").asText(AVRO).equals(AVRO)) {
                return new Schema.Parser().parse(schema.textValue());
            }
        } catch (AvroRuntimeException e) {
            throw noAvro(id, e);
        }
        throw noAvro(id, null);
    }

    private static SerializationException noAvro(int id, @Nullable Exception cause) {
        return new SerializationException(
                "expected an Avro schema under id %d, the registry has another kind".formatted(id),
                cause);
    }

    /** Checks the registry's own error code: a 404 alone may come from a proxy before it. */
    private static boolean saysUnknown(Answer answer) {
        if (answer.status() != 404) {
            return false;
        }
        try {
            return UNKNOWN.contains(JSON.readTree(answer.body()).path("error_code").asInt());
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    private int idIn(Answer answer) {
        var id = json(answer).path("id");
        if (!id.canConvertToInt()) {
            throw new RegistryUnavailableException(
                    "the registry at %s answered no id".formatted(answer.from()));
        }
        return id.intValue();
    }

    private static String body(Schema schema) {
        return JSON.createObjectNode().put("schema", schema.toString()).toString();
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    private static JsonNode json(Answer answer) {
        requireSuccess(answer);
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new RegistryUnavailableException(
                    "the registry at %s answered something that is not JSON"
                            .formatted(answer.from()),
                    e);
        }
    }

    private static void requireSuccess(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new RegistryUnavailableException("the registry at " + failure(answer));
        }
    }

    private static String failure(Answer answer) {
        return "%s answered HTTP %d".formatted(answer.from(), answer.status());
    }

    private Answer send(String method, String path, @Nullable String body) {
        return send(method, path, body, HttpResponse.BodyHandlers.ofString());
    }

    /** From one address after the other, until one is there and able to answer. */
    private Answer send(
            String method, String path, @Nullable String body, BodyHandler<String> handler) {
        var addresses = access.addresses();
        var failures = new ArrayList<String>();
        IOException last = null;
        var first = answering.get();
        for (int tried = 0; tried < addresses.size(); tried++) {
            var place = (first + tried) % addresses.size();
            try {
                var answer = send(addresses.get(place), method, path, body, handler);
                if (answer.status() < 500) {
                    answering.set(place);
                    return accepted(answer);
                }
                failures.add(failure(answer));
            } catch (IOException e) {
                failures.add(failure(addresses.get(place), e));
                last = e;
            }
        }
        throw new RegistryUnavailableException(
                "the registry at " + String.join(", at ", failures), last);
    }

    private static String failure(URI address, IOException failure) {
        return failure instanceof SSLException
                ? "%s cannot be trusted or does not trust us (%s): %s must hold its authority's certificate"
                        .formatted(address, failure.getMessage(), TRUST)
                : address + " does not answer";
    }

    private Answer send(
            URI base,
            String method,
            String path,
            @Nullable String body,
            BodyHandler<String> handler)
            throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(requestTimeout)
                        .header("Accept", CONTENT_TYPE)
                        .header("Content-Type", CONTENT_TYPE)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        access.authorization().ifPresent(value -> request.header("Authorization", value));
        try {
            var answer = http.send(request.build(), handler);
            return new Answer(base, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while asking the registry", e);
        }
    }

    private static Answer accepted(Answer answer) {
        if (answer.status() == 401 || answer.status() == 403) {
            throw new RegistryUnauthorizedException(
                    "the registry at %s: %s must be user:password, or %s a token, as the registry accepts them"
                            .formatted(
                                    failure(answer),
                                    RegistryProperties.variable(RegistryAccess.BASIC),
                                    RegistryProperties.variable(RegistryAccess.BEARER)));
        }
        return answer;
    }
}
