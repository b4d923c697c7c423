package io.telltale.localstack.run;

import com.sun.net.httpserver.HttpServer;
import io.telltale.localstack.plan.Part;
import io.telltale.localstack.plan.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A real process that plays a part in tests: it serves, fails, ends well, or will not stop. */
final class StandIn {

    private StandIn() {}

    /** Arguments: how to behave, and a port to serve on. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        switch (arguments[0]) {
            case "serve-and-fail" -> serveAndFail(Integer.parseInt(arguments[1]));
            case "serve" -> serve(Integer.parseInt(arguments[1]));
            case "fail" -> fail();
            case "end" -> {}
            case "hang" -> hang();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Fails for good soon after it was ready. */
    private static void serveAndFail(int port) throws IOException, InterruptedException {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    Pause.of(Duration.ofSeconds(2));
                    Runtime.getRuntime().halt(Restarts.FAILED_FOR_GOOD);
                });
        serve(port);
    }

    private static void serve(int port) throws IOException, InterruptedException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var server = HttpServer.create(address, 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        new CountDownLatch(1).await();
    }

    private static void fail() {
        System.err.println("TELLTALE_PORT: expected a number, was 'x'");
        System.err.println("    at nowhere.important(Nowhere.java:1)");
        System.exit(2);
    }

    private static void hang() throws InterruptedException {
        var hook = new Thread(StandIn::waitForEver);
        Runtime.getRuntime().addShutdownHook(hook);
        System.out.println("hook in place");
        new CountDownLatch(1).await();
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Part serving(String name, int port, Set<String> after) {
        return serving("serve", name, port, after);
    }

    static Part failing(String name, int port) {
        return serving("serve-and-fail", name, port, Set.of());
    }

    private static Part serving(String behaviour, String name, int port, Set<String> after) {
        var uri = URI.create("http://127.0.0.1:" + port + "/");
        return part(
                name,
                List.of(behaviour, "" + port),
                List.of(port),
                after,
                new Readiness.HttpOk(uri));
    }

    static Part job(String name, String behaviour, Set<String> after) {
        return part(name, List.of(behaviour), List.of(), after, new Readiness.Finished());
    }

    private static Part part(
            String name,
            List<String> arguments,
            List<Integer> ports,
            Set<String> after,
            Readiness readiness) {
        var command = new java.util.ArrayList<>(command(name));
        command.addAll(arguments);
        return new Part(
                name, command, Map.of(), "", ports, after, readiness, Duration.ofSeconds(20));
    }

    static List<String> command(String name) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Part.mark(name),
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                StandIn.class.getName());
    }
}
