package io.telltale.schemas.topic;

import io.telltale.schemas.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How the topics lie on this cluster.
 *
 * @param prefix put before topic names, groups, application and transactional ids, so that two
 *     environments can share a cluster; may be empty
 * @param partitions of every topic, 1 or more
 * @param replicationFactor copies of each partition, 1 or more
 * @param minInsyncReplicas copies that must have a record before it counts as written
 */
public record TopicLayout(
        String prefix, int partitions, int replicationFactor, int minInsyncReplicas) {

    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,64}");

    /** Reads {@code TELLTALE_PREFIX} and {@code TELLTALE_TOPICS_*}. */
    public static TopicLayout read(Settings settings) {
        var prefix = settings.text("TELLTALE_PREFIX", "");
        if (!PREFIX.matcher(prefix).matches()) {
            settings.fault(
                    "TELLTALE_PREFIX", "up to 64 letters, digits, '.', '_' or '-'", prefix, "");
        }
        var replicas = settings.number("TELLTALE_TOPICS_REPLICATION_FACTOR", 3, 1, 32);
        var insync = settings.number("TELLTALE_TOPICS_MIN_INSYNC_REPLICAS", 2, 1, 32);
        if (insync > replicas) {
            settings.fault(
                    "TELLTALE_TOPICS_MIN_INSYNC_REPLICAS",
                    "at most the replication factor " + replicas,
                    Integer.toString(insync),
                    insync);
        }
        return new TopicLayout(
                prefix,
                settings.number("TELLTALE_TOPICS_PARTITIONS", 12, 1, 1000),
                replicas,
                insync);
    }

    /** Name of a topic on the brokers. */
    public String nameOf(Topic<?> topic) {
        return nameOf(topic.name());
    }

    /** Name on the brokers of a topic, group, application or transactional id. */
    public String nameOf(String name) {
        return prefix + name;
    }

    /** Every topic as it has to be on the brokers. */
    List<NewTopic> declared() {
        var topics = new ArrayList<NewTopic>();
        Topics.ALL.forEach(topic -> topics.add(declared(topic.name(), topic.retention())));
        topics.add(declared(Topics.DEAD_LETTER, Topics.DEAD_LETTER_RETENTION));
        topics.add(declared(Topics.STORED_SCHEMA, Topics.STORED_SCHEMA_RETENTION));
        return topics;
    }

    private NewTopic declared(String name, Retention retention) {
        Map<String, String> properties = new TreeMap<>(retention.properties());
        properties.put(
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(minInsyncReplicas));
        properties.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        return new NewTopic(
                        nameOf(name),
                        Optional.of(partitions),
                        Optional.of((short) replicationFactor))
                .configs(properties);
    }
}
