package io.telltale.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Compares answers of a service with its OpenAPI 3.1 document: status, headers, media type and JSON
 * body. A member that the document does not declare is a difference, as is one that is missing.
 *
 * <p>Paths that are not in the document are not compared. A method that a path does not have must
 * be refused. Safe for several threads.
 */
public final class OpenApiContract {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<Integer> REFUSED_METHOD = List.of(401, 403, 405);
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    private final ObjectNode document;
    private final List<Path> paths;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    /** A path of the document, with the pattern of the request paths that it stands for. */
    private record Path(String template, Pattern pattern, JsonNode operations) {
        static Path of(Map.Entry<String, JsonNode> path) {
            var literals = Stream.of(VARIABLE.split(path.getKey(), -1)).map(Pattern::quote);
            var pattern = literals.collect(Collectors.joining("[^/]+"));
            return new Path(path.getKey(), Pattern.compile(pattern), path.getValue());
        }
    }

    private OpenApiContract(ObjectNode document) {
        this.document = document;
        // A literal segment comes before a variable one.
        this.paths =
                document.get("paths").properties().stream()
                        .map(Path::of)
                        .sorted(Comparator.comparing(path -> path.template().replace('{', '~')))
                        .toList();
        forbidOtherMembers(document.at("/components/schemas"));
    }

    /** The contract of a document in YAML. */
    public static OpenApiContract of(String yaml) {
        var loaded = new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(yaml);
        return new OpenApiContract(JSON.valueToTree(loaded));
    }

    private static void forbidOtherMembers(JsonNode node) {
        if (node instanceof ObjectNode schema
                && schema.get("properties") instanceof ObjectNode
                && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        node.forEach(OpenApiContract::forbidOtherMembers);
    }

    /**
     * Compares an answer with the document.
     *
     * @throws AssertionError listing every difference
     */
    public void requireHeld(HttpResponse<String> answer) {
        var differences = differences(answer);
        if (!differences.isEmpty()) {
            throw new AssertionError(
                    "%s %s answered %d, and the OpenAPI document differs: %s; the body is %s"
                            .formatted(
                                    answer.request().method(),
                                    answer.uri(),
                                    answer.statusCode(),
                                    String.join("; ", differences),
                                    answer.body()));
        }
    }

    private List<String> differences(HttpResponse<String> answer) {
        var requested = answer.uri().getRawPath();
        var path =
                paths.stream()
                        .filter(each -> each.pattern().matcher(requested).matches())
                        .findFirst();
        if (path.isEmpty()) {
            return List.of();
        }
        var method = answer.request().method().toLowerCase(Locale.ROOT);
        var operation = path.get().operations().path(method);
        if (operation.isMissingNode()) {
            return REFUSED_METHOD.contains(answer.statusCode())
                    ? List.of()
                    : List.of("the path has no such method");
        }
        var declared = operation.at("/responses/" + answer.statusCode());
        return declared.isMissingNode()
                ? List.of("the status is not declared")
                : differences(resolved(declared), answer);
    }

    private List<String> differences(JsonNode declared, HttpResponse<String> answer) {
        var differences = new ArrayList<String>();
        declared.path("headers")
                .properties()
                .forEach(header ->
                        headerDifference(
                                        header.getKey(),
                                        resolved(header.getValue()),
                                        answer.headers())
                                .ifPresent(differences::add));
        differences.addAll(bodyDifferences(declared.path("content"), answer));
        return differences;
    }

    private Optional<String> headerDifference(String name, JsonNode header, HttpHeaders given) {
        var value = given.firstValue(name);
        if (value.isEmpty()) {
            return header.path("required").asBoolean()
                    ? Optional.of("header " + name + " is missing")
                    : Optional.empty();
        }
        var isNumber = header.at("/schema/type").asText().equals("integer");
        try {
            var node = isNumber ? JSON.readTree(value.get()) : JSON.valueToTree(value.get());
            return validate(header.get("schema"), node).stream()
                    .map(message -> "header " + name + ": " + message)
                    .findFirst();
        } catch (IOException e) {
            return Optional.of("header " + name + " is no number");
        }
    }

    private List<String> bodyDifferences(JsonNode content, HttpResponse<String> answer) {
        if (content.isEmpty()) {
            return answer.body().isEmpty() ? List.of() : List.of("a body is not declared");
        }
        var type = answer.headers().firstValue("content-type").orElse("").split(";", 2)[0].strip();
        if (!content.has(type)) {
            return List.of("the media type '" + type + "' is not declared");
        }
        if (!type.equals("application/json") && !type.endsWith("+json")) {
            return List.of();
        }
        try {
            var body = JSON.readTree(answer.body());
            return validate(content.get(type).get("schema"), body);
        } catch (IOException e) {
            return List.of("the body is not JSON");
        }
    }

    private List<String> validate(JsonNode schema, JsonNode value) {
        return schemas
                .computeIfAbsent(schema.toString(), _ -> compiled(schema))
                .validate(value)
                .stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }

    /** References resolve within the components, which stand beside the schema. */
    private JsonSchema compiled(JsonNode schema) {
        ObjectNode root = schema.deepCopy();
        root.set("components", document.get("components"));
        return factory.getSchema(root, config);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }
}
