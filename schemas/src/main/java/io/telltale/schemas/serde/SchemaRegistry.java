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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's schema registry API over HTTP, as far as we need it: one request per call, nothing
 * kept. Any registry that speaks this API will do. One that does not accept our credentials ends
 * every call with {@link RegistryRefused}.
 */
final class SchemaRegistry {

    /** Property with {@code user:password}. */
    static final String CREDENTIALS = "basic.auth.user.info";

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    /** Its default; Confluent's registry names it only where a schema is of another kind. */
    private static final String AVRO = "AVRO";

    /** Codes for no such subject, version, schema. */
    private static final Set<Integer> UNKNOWN = Set.of(40401, 40402, 40403);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();
    private final URI base;
    private final Optional<String> authorization;

    /**
     * A registry at this address.
     *
     * @param credentials {@code user:password} for HTTP basic authentication, or empty
     */
    SchemaRegistry(URI base, Optional<String> credentials) {
        this.base = base;
        this.authorization = credentials.map(SchemaRegistry::basic);
    }

    /** The header's value for {@code user:password}. */
    static String basic(String credentials) {
        var bytes = credentials.getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The id of a schema that is registered under a subject.
     *
     * @throws UnknownSchema if it is not registered there
     * @throws RegistryUnavailable if the registry does not answer
     */
    int idOf(String subject, Schema schema) {
        var answer = send("POST", "/subjects/" + encoded(subject), body(schema));
        if (saysUnknown(answer)) {
            throw new UnknownSchema(
                    "schema %s is not registered under %s"
                            .formatted(schema.getFullName(), subject));
        }
        return idIn(answer);
    }

    /**
     * Registers a schema under a subject; a repeat changes nothing and returns the same id.
     *
     * @throws IncompatibleSchema if the registry refuses it
     * @throws RegistryUnavailable if the registry does not answer
     */
    int register(String subject, Schema schema) {
        var answer = send("POST", "/subjects/" + encoded(subject) + "/versions", body(schema));
        if (answer.statusCode() == 409) {
            throw new IncompatibleSchema(
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
     * @throws UnknownSchema if there is none
     * @throws SerializationException if it is no Avro schema
     * @throws RegistryUnavailable if the registry does not answer
     */
    Schema schemaOf(int id) {
        var answer = send("GET", "/schemas/ids/" + id, null);
        if (saysUnknown(answer)) {
            throw new UnknownSchema("the registry knows no schema with id " + id);
        }
        var body = json(answer);
        var schema = body.path("schema");
        if (!schema.isTextual()) {
            throw new RegistryUnavailable(
                    "the registry at %s answered no schema for id %d".formatted(base, id));
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

    /** In the registry's own words: a 404 alone may come from whatever stands before it. */
    private static boolean saysUnknown(HttpResponse<String> answer) {
        if (answer.statusCode() != 404) {
            return false;
        }
        try {
            return UNKNOWN.contains(JSON.readTree(answer.body()).path("error_code").asInt());
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    private int idIn(HttpResponse<String> answer) {
        var id = json(answer).path("id");
        if (!id.canConvertToInt()) {
            throw new RegistryUnavailable("the registry at %s answered no id".formatted(base));
        }
        return id.intValue();
    }

    private static String body(Schema schema) {
        return JSON.createObjectNode().put("schema", schema.toString()).toString();
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    private JsonNode json(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new RegistryUnavailable(
                    "the registry at %s answered HTTP %d".formatted(base, answer.statusCode()));
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new RegistryUnavailable(
                    "the registry at %s answered something that is not JSON".formatted(base), e);
        }
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(REQUEST_TIMEOUT)
                        .header("Accept", CONTENT_TYPE)
                        .header("Content-Type", CONTENT_TYPE)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            return accepted(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new RegistryUnavailable("the registry at %s does not answer".formatted(base), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailable("interrupted while asking the registry", e);
        }
    }

    private HttpResponse<String> accepted(HttpResponse<String> answer) {
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            throw new RegistryRefused(
                    ("the registry at %s answered HTTP %d:"
                                    + " TELLTALE_REGISTRY_PROPERTIES_BASIC_AUTH_USER_INFO must be"
                                    + " user:password as the registry accepts them")
                            .formatted(base, answer.statusCode()));
        }
        return answer;
    }

    /** Names the settings this class understands, in Confluent's spelling. */
    static SchemaRegistry of(Map<String, ?> properties) {
        var url = properties.get("schema.registry.url");
        if (url == null) {
            throw new IllegalArgumentException(
                    "schema.registry.url must be an address, was missing");
        }
        return new SchemaRegistry(
                URI.create(url.toString().replaceFirst("/+$", "")),
                Optional.ofNullable(properties.get(CREDENTIALS)).map(Object::toString));
    }
}
