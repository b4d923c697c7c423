package io.telltale.localstack.walk;

import java.net.URI;

/** A stack that is ready, wherever it runs. */
interface RunningStack {

    /** Device and campaign reads. */
    URI streams();

    /** How the poll tasks stand. */
    URI poller();

    /** The provider simulator and its ledger. */
    URI simulator();

    /** The registry's Confluent API. */
    URI registry();

    /** Host and port that a Kafka client here can use. */
    String bootstrapServers();

    /** Stops every part and starts it again on the same data; returns when it is ready. */
    void restart();
}
