package io.telltale.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command against a service with scripted answers. */
final class DeadLettersCommandTest {

    private record Scripted(int status, String json) {}

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Deque<Scripted> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                    var scripted = answers.removeFirst();
                    var bytes = scripted.json().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(scripted.status(), bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void listsALineALetter_overAllPages() {
        answers.add(
                new Scripted(
                        200,
                        "{\"items\":[{\"id\":\"0-2\"},{\"id\":\"0-1\"}],\"nextCursor\":\"c\"}"));
        answers.add(new Scripted(200, "{\"items\":[{\"id\":\"1-0\"}],\"nextCursor\":null}"));

        assertThat(run("list", "--reason", "BAD_KEY")).isZero();

        assertThat(out.toString().lines())
                .containsExactly("{\"id\":\"0-2\"}", "{\"id\":\"0-1\"}", "{\"id\":\"1-0\"}");
        assertThat(asked.getFirst()).startsWith("GET /dead-letters?").contains("reason=BAD_KEY");
        assertThat(asked.getLast()).contains("cursor=c", "limit=98");
    }

    @Test
    void printsOfEachLetterWhetherItWasRedriven_with1WhenOneWasNot() {
        answers.add(new Scripted(202, "{\"id\":\"0-1\",\"redriven\":{\"by\":\"me\"}}"));
        answers.add(new Scripted(409, "{\"status\":409}"));

        assertThat(run("redrive", "0-1", "0-2", "--by", "me")).isEqualTo(1);

        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"id\":\"0-1\",\"redriven\":{\"by\":\"me\"}}",
                        "{\"id\":\"0-2\",\"redriven\":null,\"problem\":{\"status\":409}}");
        assertThat(asked).first().isEqualTo("POST /dead-letters/0-1/redrive?by=me");
    }

    @Test
    void redrivesAllUntilThereIsNoMore_andTellsTheCountsSoFar() {
        answers.add(new Scripted(200, many(500, 0, "\"c\"")));
        answers.add(new Scripted(200, many(7, 0, "null")));

        assertThat(run("redrive", "--all")).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"redriven\":500,\"before\":0,\"refused\":0,\"done\":false}",
                        "{\"redriven\":507,\"before\":0,\"refused\":0,\"done\":true}");
        assertThat(asked.getLast()).contains("cursor=c");
    }

    @Test
    void redrivesAllThatCanBe_with1WhenOneWasRefused() {
        answers.add(new Scripted(200, many(500, 1, "\"c\"")));
        answers.add(new Scripted(200, many(7, 0, "null")));

        assertThat(run("redrive", "--all")).isEqualTo(1);

        assertThat(out.toString()).contains("\"refused\":1,\"done\":true");
    }

    @Test
    void showsTheProblem_with1_whenTheLetterIsUnknown() {
        answers.add(new Scripted(404, "{\"status\":404}"));

        assertThat(run("show", "0-1")).isEqualTo(1);
        assertThat(out.toString().strip()).isEqualTo("{\"status\":404}");
    }

    @Test
    void answersWith1_whenNobodyListens() {
        service.stop(0);

        assertThat(run("list")).isEqualTo(1);
        assertThat(err.toString()).contains("does not answer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "show",
                "redrive",
                "redrive 0-1 --all",
                "list --limit=0",
                "skip device.sms.v1 0",
                "skip device.sms.v1 zero 5",
                "sideways"
            })
    void answersWrongUsageWith2(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains("Usage:");
    }

    @Test
    void printsThatARecordWillBeSkipped_with1WhenItCannotBe() {
        answers.add(new Scripted(202, "{\"topic\":\"device.sms.v1\"}"));
        answers.add(new Scripted(409, "{\"status\":409}"));

        assertThat(run("skip", "device.sms.v1", "0", "5", "--by", "me")).isZero();
        assertThat(run("skip", "device.sms.v1", "0", "6", "--by", "me")).isEqualTo(1);

        assertThat(asked.getFirst())
                .startsWith("POST /dead-letters/skip?")
                .contains("topic=device.sms.v1", "partition=0", "offset=5", "by=me");
        assertThat(out.toString().lines())
                .containsExactly("{\"topic\":\"device.sms.v1\"}", "{\"status\":409}");
    }

    private static String many(int redriven, int refused, String cursor) {
        return "{\"redriven\":%d,\"before\":0,\"refused\":%d,\"nextCursor\":%s}"
                .formatted(redriven, refused, cursor);
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of("dead-letters"));
        all.addAll(List.of(arguments));
        if (arguments.length > 0
                && List.of("list", "show", "redrive", "skip").contains(arguments[0])) {
            all.add("--url");
            all.add("http://127.0.0.1:" + service.getAddress().getPort());
        }
        return CommandApplication.run(
                new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
