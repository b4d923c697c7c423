package io.telltale.schemas.topic;

/**
 * The intended readers of a topic, and what they may rely on beside its schema and its retention.
 */
public sealed interface Audience {

    /**
     * Everybody. Changes only as the upgrade rules allow.
     *
     * @param key what its record keys are
     * @param writers parts of Telltale that write it
     * @param delivery how often the same fact can be on it
     */
    record Everybody(RecordKey key, String writers, DeliveryGuarantee delivery)
            implements Audience {}

    /** Telltale itself. May change with every release. */
    record Telltale() implements Audience {}

    /** A topic that consumers may rely on. */
    static Everybody everybody(RecordKey key, String writers, DeliveryGuarantee delivery) {
        return new Everybody(key, writers, delivery);
    }

    /** A topic of the pipeline itself. */
    static Telltale telltale() {
        return new Telltale();
    }
}
