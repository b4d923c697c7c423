package io.telltale.poller;

import static io.telltale.poller.Cluster.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class ApiDocumentOverHttpTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private static Cluster cluster;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        cluster = new Cluster();
        port = cluster.startService(Map.of());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void documentListsExactlyTheRoutesThatControllersHave() {
        var documented = new TreeSet<String>();
        operations().forEach((route, _) -> documented.add(route));

        assertThat(documented).isNotEmpty().isEqualTo(routes(cluster.lastService()));
    }

    @Test
    void everyOperationSaysWhatItAnswersWithoutAToken() {
        assertThat(operations())
                .allSatisfy((route, operation) -> {
                    var responses = operation.get("responses");
                    assertThat(responses.has("401")).as(route).isTrue();
                    assertThat(responses.has("406")).as(route).isTrue();
                });
    }

    @Test
    void everyOperationThatWantsAnAdminTokenDeclares403_andNoOther() {
        assertThat(operations())
                .allSatisfy((route, operation) -> {
                    var method = route.substring(0, route.indexOf(' '));
                    var path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{\\w+}", "x");
                    var answer = cluster.send(port, method, path, Cluster.READER, "");
                    assertThat(answer.statusCode() == 403)
                            .as(route)
                            .isEqualTo(operation.at("/responses/403").isObject());
                });
    }

    @Test
    void anAnswerInAFormThatIsNotThereIsRefusedAsDeclared() {
        for (var path : List.of("/poll-tasks", "/identities/conflicts", "/dead-letters")) {
            var answer =
                    cluster.send(
                            port, "GET", path, Cluster.ADMIN, "", List.of("Accept", "image/png"));
            assertThat(answer.statusCode()).as(path).isEqualTo(406);
        }
    }

    @Test
    void rootLeadsToThePage_withoutAToken() {
        var answer = cluster.send(port, "GET", "/", "no-token", "");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).hasValue("/openapi");
        assertThat(cluster.send(port, "GET", "/openapi", "no-token", "").statusCode())
                .isEqualTo(200);
        assertThat(json(cluster.send(port, "GET", "/poll-tasks", "no-token", "")).at("/status"))
                .hasToString("401");
    }

    private static Map<String, JsonNode> operations() {
        var text = cluster.send(port, "GET", "/openapi.yml", "no-token", "").body();
        JsonNode document = new ObjectMapper().valueToTree(new Yaml().<Object>load(text));
        var operations = new TreeMap<String, JsonNode>();
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                assertThat(METHODS).contains(operation.getKey());
                operations.put(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        operation.getValue());
            }
        }
        return operations;
    }

    /** Methods and paths of all routes but those between instances and those of the document. */
    private static Set<String> routes(ApplicationContext service) {
        return service.getBean(Router.class)
                .uriRoutes()
                .filter(route ->
                        route.getDeclaringType().getPackageName().startsWith("io.telltale.poller"))
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                .map(route ->
                        route.getHttpMethod() + " " + route.getUriMatchTemplate().toPathString())
                .filter(route -> !route.contains(" /peer/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
