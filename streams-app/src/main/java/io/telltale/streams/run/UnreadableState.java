package io.telltale.streams.run;

import static java.util.stream.Collectors.toSet;

import io.telltale.schemas.topic.BrokerAnswer;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.service.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * What a topology with other stores or other steps left behind: changelogs and repartition topics
 * of the application, and folders of stores, that this build does not have. Kafka Streams would
 * take over the committed offsets of that topology and begin with empty stores, so everything
 * before them would be missing silently.
 */
final class UnreadableState {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern INTERNAL = Pattern.compile(".+-(changelog|repartition)");
    private static final String STORES = "rocksdb";

    private UnreadableState() {}

    /**
     * Looks on the brokers and in the folder.
     *
     * @param folder where Kafka Streams keeps its stores
     * @throws StartRefusedException naming what was found
     */
    static void refuse(KafkaSettings kafka, TopicLayout layout, Path folder) {
        var found = new ArrayList<String>();
        topics(namesOnBrokers(kafka), layout).forEach(name -> found.add("topic " + name));
        folders(folder.resolve(StreamsNames.id(layout)))
                .forEach(store -> found.add("folder " + store));
        if (!found.isEmpty()) {
            throw new StartRefusedException(
                    ("the state of %s is of another version of streams-app and is not read:\n  %s\n"
                                    + "start over: ./telltale up --fresh, or on other clusters as"
                                    + " docs/operating.md describes under \"State of another version\"")
                            .formatted(StreamsNames.id(layout), String.join("\n  ", found)));
        }
    }

    /** Internal topics of the application that this build does not have, ascending. */
    static List<String> topics(Collection<String> names, TopicLayout layout) {
        var own =
                Stream.concat(
                                Stream.of(RepartitionTopic.values())
                                        .map(topic -> topic.nameIn(layout)),
                                StreamsNames.STORES.stream()
                                        .map(store -> StreamsNames.changelogOf(store, layout)))
                        .collect(toSet());
        return names.stream()
                .filter(name -> name.startsWith(StreamsNames.id(layout) + "-"))
                .filter(name -> INTERNAL.matcher(name).matches())
                .filter(name -> !own.contains(name))
                .sorted()
                .toList();
    }

    /**
     * Stores of tasks that this build does not have, ascending.
     *
     * @param application the folder of the application; it need not be there
     */
    static List<Path> folders(Path application) {
        return children(application)
                .flatMap(task -> children(task.resolve(STORES)))
                .filter(store -> !StreamsNames.STORES.contains(store.getFileName().toString()))
                .sorted()
                .toList();
    }

    private static Stream<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var children = Files.list(folder)) {
            return children.filter(Files::isDirectory).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
    }

    private static Collection<String> namesOnBrokers(KafkaSettings kafka) {
        try (var admin = Admin.create(kafka.client(Map.of()))) {
            return BrokerAnswer.await(admin.listTopics().names(), LIMIT);
        }
    }
}
