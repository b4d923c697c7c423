package io.telltale.poller.identity;

import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;

/**
 * Writes the configured links when the service starts. A repeat writes the same keys with the same
 * values, which the register recognises as nothing new.
 */
public final class DeclaredLinks {

    private static final String PART = "poller-service";

    private final RecordPublisher publisher;
    private final KafkaRecords records;

    /** Writes through this publisher. */
    public DeclaredLinks(RecordPublisher publisher, KafkaRecords records) {
        this.publisher = publisher;
        this.records = records;
    }

    /**
     * Writes them and returns when the brokers have them.
     *
     * @throws io.telltale.schemas.publish.PublishFailed if they do not take them
     */
    public void declare(List<DeviceLink> links, Instant at) {
        var trace = TraceParent.fresh();
        publisher.publishAndAwait(
                links.stream()
                        .map(link ->
                                records.of(
                                        Topics.DEVICE_LINK,
                                        null,
                                        String.join(" ", link.getRefs()),
                                        link,
                                        PART,
                                        at,
                                        trace))
                        .toList());
    }
}
