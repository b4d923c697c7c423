package io.telltale.localstack.plan;

import java.net.URI;

/** The sign by which a part is known to be ready. */
public sealed interface Readiness {

    /** What one waits for, as the end of the sentence "waiting until …". */
    String description();

    /** A GET answers 200. */
    record HttpOk(URI uri) implements Readiness {
        @Override
        public String description() {
            return uri + " answers 200";
        }
    }

    /**
     * A Kafka admin client can describe the cluster.
     *
     * @param bootstrapServers host:port
     */
    record BrokerAnswers(String bootstrapServers) implements Readiness {
        @Override
        public String description() {
            return "the broker at " + bootstrapServers + " describes its cluster";
        }
    }

    /** The process ended by itself with exit code 0. */
    record Finished() implements Readiness {
        @Override
        public String description() {
            return "it has finished";
        }
    }
}
