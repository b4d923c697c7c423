package io.telltale.localstack.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where things are: the checkout with what was built, and the data folder.
 *
 * @param root the checkout
 * @param data everything that is kept between two runs
 */
public record Layout(Path root, Path data) {

    public Layout {
        root = root.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /** Class path of a module's build: its own jar and everything it needs. */
    String classPath(String module) {
        return root.resolve(module).resolve("target/app/lib").resolve("*").toString();
    }

    /** The unpacked registry. */
    Path registryHome() {
        return root.resolve("tools/local-stack/target/registry");
    }

    /**
     * The classes that a part has loaded, for its next start; the init job's is also the broker's,
     * whose class path is the same. The JVM uses a file only if it fits the jars; the launcher
     * removes all of them when it builds.
     */
    Path classArchive(String part) {
        return root.resolve("tools/local-stack/target").resolve(part + ".jsa");
    }

    /** Poll tasks and declared links that come with the checkout. */
    public Path config(String file) {
        return root.resolve("config").resolve(file);
    }

    /** Log segments of a broker. */
    Path kafka(int number) {
        return data.resolve(Instances.name("kafka", number));
    }

    /** The registry's database and what services remember of it. */
    public Path registry() {
        return data.resolve("registry");
    }

    /**
     * What an instance of streams-app has as {@code TELLTALE_DATA}; its stores lie in {@code
     * streams/} below. The first has the data folder itself, each further one a folder in it.
     */
    Path streams(int number) {
        return number == 1 ? data : data.resolve(Instances.name("streams", number));
    }

    /** One file of output per part. */
    public Path logs() {
        return data.resolve("logs");
    }

    /** One file per running process. */
    public Path pids() {
        return data.resolve("pids");
    }

    /** Output of one part. */
    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /**
     * What a fresh start removes; anything else in the data folder is not ours. Pid files stay:
     * when it happens they name no process but the one that does it.
     */
    public List<Path> removable() {
        var first =
                Stream.of(
                        registry(),
                        data.resolve("simulator"),
                        streams(1).resolve("streams"),
                        logs());
        var brokers = IntStream.rangeClosed(1, Instances.MOST).mapToObj(this::kafka);
        var further = IntStream.rangeClosed(2, Instances.MOST).mapToObj(this::streams);
        return Stream.of(first, brokers, further).flatMap(each -> each).toList();
    }
}
