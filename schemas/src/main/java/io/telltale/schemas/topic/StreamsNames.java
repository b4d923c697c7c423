package io.telltale.schemas.topic;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names inside the streams application: its id, its repartition topics and its state stores.
 * Declare one here and nowhere else; a test compares them with the topology. They are Telltale's
 * own and no topics for consumers.
 */
public final class StreamsNames {

    /** Application id and consumer group, without the prefix of an environment. */
    public static final String ID = "telltale-streams";

    /** Events. Key: ref, orderAt and event id. */
    public static final String ROWS = "rows";

    /** Sums of the rows of an interval. Key: ref and begin of the interval. */
    public static final String CARDS = "cards";

    /** Histories of tasks. Key: ref, begin of the interval and name of the task. */
    public static final String TASKS = "tasks";

    /** Everything else that belongs to a ref, each kind under a prefix. Key: owner and member. */
    public static final String REF_INDEX = "ref-index";

    /** The register of identities, each kind under a prefix. Key: owner and member. */
    public static final String REGISTER = "register";

    /** Everything about devices, each kind under a prefix. Key: device key and member. */
    public static final String DEVICES = "devices";

    /** Everything about campaigns, each kind under a prefix. Key: campaign ref and member. */
    public static final String CAMPAIGNS = "campaigns";

    /** Every state store. */
    public static final List<String> STORES =
            List.of(ROWS, CARDS, TASKS, REF_INDEX, REGISTER, DEVICES, CAMPAIGNS);

    private static final String CHANGELOG = "-changelog";

    private StreamsNames() {}

    /** A topic by which the steps of the application send records to tasks of other keys. */
    public enum RepartitionTopic {

        /** Observations on their way to the task of the named ref. Key: the named ref. */
        OBSERVATIONS("observations"),

        /** Facts on their way to the one task of the register. Key: a carrier, or two refs. */
        REGISTER_UPDATES("register-updates"),

        /** Parts, SMS rows and rosters on their way to the device. Key: device key. */
        DEVICE_UPDATES("device-updates"),

        /** Deltas, health of polls and infos on their way to the campaign. Key: campaign ref. */
        CAMPAIGN_UPDATES("campaign-updates");

        private static final String SUFFIX = "-repartition";

        private final String label;

        RepartitionTopic(String label) {
            this.label = label;
        }

        /** Name of the repartition operator: without application id and suffix. */
        public String label() {
            return label;
        }

        /** Name in the topology: without application id. */
        public String topologyName() {
            return label + SUFFIX;
        }

        /** Whether a name in a topology is that of a repartition topic. */
        public static boolean isTopologyName(String name) {
            return name.endsWith(SUFFIX);
        }

        /** Name on the brokers. */
        public String nameIn(TopicLayout layout) {
            return id(layout) + "-" + topologyName();
        }

        /** The one of this name on the brokers. */
        public static Optional<RepartitionTopic> named(String topic, TopicLayout layout) {
            return Stream.of(values())
                    .filter(each -> each.nameIn(layout).equals(topic))
                    .findFirst();
        }
    }

    /** Application id and consumer group on this cluster. */
    public static String id(TopicLayout layout) {
        return layout.nameOf(ID);
    }

    /** Name of a store's changelog topic on the brokers. */
    public static String changelogOf(String store, TopicLayout layout) {
        return id(layout) + "-" + store + CHANGELOG;
    }
}
