package io.telltale.providers.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.page.Answer;
import io.telltale.providers.proxy.ProxySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** A process of its own that reads three pages of 8 MiB at a time, three times, as a poll does. */
final class LargePages {

    private static final int AT_A_TIME = 3;
    private static final int BYTES = (8 << 20) - 100;
    private static final String ROW =
            "{\"id\":\"000000000000\",\"from\":\"+17022895555\",\"sent\":\"2026-11-20T23:00:00Z\","
                    + "\"text\":\"%s\"}".formatted("0123456789".repeat(10));

    private LargePages() {}

    /** Prints how many rows were read. */
    public static void main(String[] args) throws Exception {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.setExecutor(threads);
            server.createContext("/", LargePages::answer);
            server.start();
            var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            try (var sender =
                    new HttpSender(
                            address,
                            SendLimits.USUAL,
                            Clock.systemUTC(),
                            RequestBudget.unlimited(),
                            ProxySettings.UNSET)) {
                var polls = new ArrayList<Callable<Integer>>();
                for (var poll = 0; poll < AT_A_TIME; poll++) {
                    polls.add(() -> threePages(sender));
                }
                var rows = 0;
                for (var poll : threads.invokeAll(polls)) {
                    rows += poll.get();
                }
                System.out.println(rows);
            }
        } finally {
            server.stop(0);
        }
    }

    private static int threePages(HttpSender sender) {
        var rows = new int[1];
        for (var page = 0; page < 3; page++) {
            ResponseMemoryBudget.whileInUse(() -> rows[0] += rows(sender));
        }
        return rows[0];
    }

    private static int rows(HttpSender sender) {
        return switch (sender.send(HttpCall.get("page"))) {
            case Answer.Got<HttpReply>(var reply) -> {
                var read = BodyParser.read(reply, LargePages::texts);
                if (!(read instanceof Answer.Got<List<String>>(var texts))) {
                    throw new IllegalStateException("expected rows, was " + read);
                }
                yield texts.size();
            }
            case Answer<HttpReply> other ->
                    throw new IllegalStateException("expected a page, was " + other);
        };
    }

    private static List<String> texts(JsonMembers page) {
        return page.elements("rows").orElseThrow().stream().map(Object::toString).toList();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        var row = ROW.getBytes(UTF_8);
        try (var out = exchange.getResponseBody()) {
            out.write("{\"rows\":[".getBytes(UTF_8));
            out.write(row);
            for (var sent = row.length; sent + row.length + 1 < BYTES; sent += row.length + 1) {
                out.write(',');
                out.write(row);
            }
            out.write("]}".getBytes(UTF_8));
        }
    }
}
