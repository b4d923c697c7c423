package io.telltale.schemas.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * Creates the declared topics, and tells where the brokers' topics differ from what is declared.
 */
public final class TopicAdmin {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);

    private final Admin admin;
    private final TopicLayout layout;

    /** Uses an admin client that the caller closes. */
    public TopicAdmin(Admin admin, TopicLayout layout) {
        this.admin = admin;
        this.layout = layout;
    }

    /**
     * Creates what is missing, and returns when the brokers tell of it; topics that exist stay as
     * they are. Safe to repeat and to run twice at once.
     *
     * @return names of the topics that were created
     */
    public List<String> createMissing() {
        var missing = missing();
        admin.createTopics(missing).values().values().forEach(TopicAdmin::awaitCreated);
        awaitListed();
        return missing.stream().map(NewTopic::name).toList();
    }

    private List<NewTopic> missing() {
        var existing = new HashSet<>(await(admin.listTopics().names()));
        return layout.declared().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
    }

    /** The controller has a topic a moment before a broker tells of it. */
    private void awaitListed() {
        var deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!missing().isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new KafkaException(
                        "the brokers do not tell of new topics within " + LONGEST_WAIT);
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
        }
    }

    /** One line per difference between declaration and brokers; empty when all is as declared. */
    public List<String> differences() {
        var existing = new HashSet<>(await(admin.listTopics().names()));
        var declared = layout.declared();
        var present = declared.stream().filter(topic -> existing.contains(topic.name())).toList();
        var descriptions =
                await(
                        admin.describeTopics(present.stream().map(NewTopic::name).toList())
                                .allTopicNames());
        var configs =
                await(
                        admin.describeConfigs(present.stream().map(TopicAdmin::resource).toList())
                                .all());
        var found = new ArrayList<String>();
        for (var topic : declared) {
            compare(topic, descriptions.get(topic.name()), configs.get(resource(topic)), found);
        }
        return found;
    }

    private static void compare(
            NewTopic declared,
            @Nullable TopicDescription description,
            @Nullable Config config,
            List<String> found) {
        if (description == null || config == null) {
            found.add("topic %s is missing".formatted(declared.name()));
            return;
        }
        var partitions = description.partitions().size();
        if (partitions != declared.numPartitions()) {
            found.add(
                    "topic %s must have %d partitions, has %d"
                            .formatted(declared.name(), declared.numPartitions(), partitions));
        }
        var replicas = description.partitions().getFirst().replicas().size();
        if (replicas < declared.replicationFactor()) {
            found.add(
                    "topic %s must have replication factor %d or more, has %d"
                            .formatted(declared.name(), declared.replicationFactor(), replicas));
        }
        declared.configs()
                .forEach((name, value) -> {
                    var entry = config.get(name);
                    if (entry == null || !value.equals(entry.value())) {
                        found.add(
                                "topic %s must have %s=%s, has %s"
                                        .formatted(
                                                declared.name(),
                                                name,
                                                value,
                                                entry == null ? "none" : entry.value()));
                    }
                });
    }

    private static ConfigResource resource(NewTopic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private static void awaitCreated(KafkaFuture<Void> creation) {
        try {
            await(creation);
        } catch (KafkaException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        return BrokerAnswer.await(future, LONGEST_WAIT);
    }
}
