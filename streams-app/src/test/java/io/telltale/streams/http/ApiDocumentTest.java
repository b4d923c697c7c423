package io.telltale.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.telltale.streams.topology.TopologyUnderTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.yaml.snakeyaml.Yaml;

@Tag("slow")
class ApiDocumentTest {

    private static final Pattern LOADED = Pattern.compile("contextPath \\+ [\"'](/[^\"']+)[\"']");
    private static final Pattern NAMES = Pattern.compile("this path knows only (.*)$");

    @RegisterExtension final TopologyUnderTest graph = new TopologyUnderTest();
    @RegisterExtension final ServerUnderTest server = new ServerUnderTest(graph);

    @Test
    void documentListsExactlyTheRoutesThatControllersHave() throws Exception {
        var documented = new TreeSet<String>();
        for (var route : routes()) {
            documented.add("GET " + route.path());
        }

        assertThat(documented).isNotEmpty().isEqualTo(server.routes());
    }

    @Test
    void everyRouteTakesExactlyTheParametersThatTheDocumentNames() throws Exception {
        for (var route : routes()) {
            var answer = server.get(route.example() + "?nonsense=1");
            assertThat(answer.statusCode()).as(route.path()).isEqualTo(400);
            var wrong = new ObjectMapper().readTree(answer.body()).at("/parameters/0");
            assertThat(wrong.get("name").asText()).isEqualTo("nonsense");
            assertThat(wrong.get("was").asText()).isEqualTo("1");
            var names = NAMES.matcher(wrong.get("expected").asText());
            var taken = names.find() ? Set.of(names.group(1).split(", ")) : Set.of();
            assertThat(taken).as(route.path()).isEqualTo(route.namesInQuery());
        }
    }

    @Test
    void everyBoundOfTheDocumentIsKept_andWhatBreaksItIsNamed() throws Exception {
        for (var route : routes()) {
            for (var parameter : route.inQuery()) {
                var name = parameter.get("name").asText();
                for (var value : outside(parameter.get("schema"))) {
                    var query = "?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
                    var answer = server.get(route.example() + query);
                    assertThat(answer.statusCode()).as(route.path() + query).isEqualTo(400);
                    var wrong = new ObjectMapper().readTree(answer.body()).at("/parameters/0");
                    assertThat(wrong.path("name").asText()).isEqualTo(name);
                    assertThat(wrong.path("expected").asText()).isNotBlank();
                    assertThat(value).startsWith(wrong.path("was").asText().replace("…", ""));
                }
            }
        }
    }

    @Test
    void everyValueWithinTheBoundsIsTaken() throws Exception {
        for (var route : routes()) {
            for (var parameter : route.inQuery()) {
                for (var value : inside(parameter.get("schema"))) {
                    var query = "?" + parameter.get("name").asText() + "=" + value;
                    // nothing is there to be found
                    assertThat(server.get(route.example() + query).statusCode())
                            .as(route.path() + query)
                            .isIn(200, 404);
                }
            }
        }
    }

    @Test
    void pageLoadsEverythingFromHere() throws Exception {
        var page = server.get("/openapi");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type").orElseThrow()).contains("text/html");
        assertThat(page.body()).doesNotContain("://").contains("validatorUrl: \"none\"");

        var loaded = LOADED.matcher(page.body()).results().map(found -> found.group(1)).toList();
        assertThat(loaded).contains("/openapi/openapi.yml").hasSizeGreaterThan(4);
        for (var path : loaded) {
            var answer = server.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).isNotBlank();
        }
    }

    @Test
    void rootLeadsToThePage() throws Exception {
        var answer = server.get("/");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).hasValue("/openapi");
    }

    @Test
    void anAnswerInAFormThatIsNotThereIsRefusedAsDeclared() throws Exception {
        for (var route : routes()) {
            var answer = server.get(route.example(), "Accept", "image/png");
            assertThat(answer.statusCode()).as(route.path()).isEqualTo(406);
            assertThat(route.statuses()).as(route.path()).contains("401", "406");
        }
    }

    @Test
    void documentIsTheSameUnderBothPaths() throws Exception {
        assertThat(server.get("/openapi/openapi.yml").body())
                .isEqualTo(server.get("/openapi.yml").body());
    }

    @Test
    void pageHasNothingButItsParts() throws Exception {
        for (var name : List.of("nothing.js", "..%2f..%2f..%2fopenapi.js", "index.html")) {
            assertThat(server.get("/openapi/res/" + name).statusCode()).as(name).isEqualTo(404);
        }
    }

    private static List<String> outside(JsonNode schema) {
        var wrong = new ArrayList<String>();
        if (schema.has("minimum")) {
            wrong.add(Long.toString(schema.get("minimum").asLong() - 1));
            wrong.add(Long.toString(schema.get("maximum").asLong() + 1));
            wrong.add("x");
        }
        if (schema.path("format").asText().equals("date-time")) {
            wrong.addAll(List.of("yesterday", "2026-11-20", "0000-12-31T23:59:59Z"));
        }
        if (schema.has("maxLength")) {
            wrong.add("x".repeat(schema.get("maxLength").asInt() + 1));
        }
        if (schema.has("enum") || schema.has("items")) {
            wrong.add("NONSENSE");
        }
        assertThat(wrong).as("ways to break " + schema).isNotEmpty();
        return wrong;
    }

    private static List<String> inside(JsonNode schema) {
        if (schema.has("minimum")) {
            return List.of(schema.get("minimum").asText(), schema.get("maximum").asText());
        }
        if (schema.path("format").asText().equals("date-time")) {
            return List.of("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z");
        }
        var words = schema.has("items") ? schema.at("/items/enum") : schema.path("enum");
        return Stream.generate(words.elements()::next)
                .limit(words.size())
                .map(JsonNode::asText)
                .toList();
    }

    private List<Route> routes() throws Exception {
        var text = server.get("/openapi.yml").body();
        JsonNode document = new ObjectMapper().valueToTree(new Yaml().<Object>load(text));
        var routes = new ArrayList<Route>();
        for (var path : document.get("paths").properties()) {
            assertThat(path.getValue().fieldNames()).toIterable().containsExactly("get");
            routes.add(Route.of(path.getKey(), path.getValue().get("get"), document));
        }
        return routes;
    }

    /**
     * A route of the document.
     *
     * @param parameters what they are, looked up where the route only refers to them
     * @param statuses of its responses
     */
    private record Route(String path, List<JsonNode> parameters, List<String> statuses) {

        static Route of(String path, JsonNode operation, JsonNode document) {
            var parameters = new ArrayList<JsonNode>();
            for (var parameter : operation.path("parameters")) {
                var reference = parameter.path("$ref").asText("");
                var found = reference.isEmpty() ? parameter : document.at(reference.substring(1));
                assertThat(found.isMissingNode()).as(reference).isFalse();
                parameters.add(found);
            }
            var statuses = new ArrayList<String>();
            operation.get("responses").fieldNames().forEachRemaining(statuses::add);
            return new Route(path, parameters, statuses);
        }

        List<JsonNode> inQuery() {
            return parameters.stream()
                    .filter(parameter -> parameter.get("in").asText().equals("query"))
                    .toList();
        }

        Set<String> namesInQuery() {
            var names = new TreeSet<String>();
            inQuery().forEach(parameter -> names.add(parameter.get("name").asText()));
            return names;
        }

        /** Its path with the example of the ref in it. */
        String example() {
            return parameters.stream()
                    .filter(parameter -> parameter.get("in").asText().equals("path"))
                    .map(ref -> path.replace("{ref}", ref.get("example").asText()))
                    .findFirst()
                    .orElse(path);
        }
    }
}
