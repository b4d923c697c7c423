package io.telltale.schemas.topic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this host's clock with the brokers'.
 *
 * <p>Kafka has no request for the time. The active controller, though, answers {@code
 * DescribeQuorum} (KIP-836) with the time by its own clock as its own last fetch. That wants the
 * permission DESCRIBE on the cluster.
 */
public final class BrokerClock {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerClock.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Admin admin;
    private final Clock clock;

    /** Compares with this clock; the caller closes the client. */
    public BrokerClock(Admin admin, Clock clock) {
        this.admin = admin;
        this.clock = clock;
    }

    /**
     * By how much this host's clock is ahead at least, negative where it is behind; zero where the
     * difference is no more than the request took. Empty where the brokers do not report their
     * time.
     */
    public Optional<Duration> lead() {
        try {
            var before = clock.instant();
            var quorum = BrokerAnswer.await(admin.describeMetadataQuorum().quorumInfo(), LIMIT);
            var after = clock.instant();
            return now(quorum).map(now -> lead(before, now, after));
        } catch (KafkaException e) {
            LOG.debug("the time of the brokers is not known", e);
            return Optional.empty();
        }
    }

    private static Optional<Instant> now(QuorumInfo quorum) {
        return quorum.voters().stream()
                .filter(voter -> voter.replicaId() == quorum.leaderId())
                .mapToLong(voter -> voter.lastFetchTimestamp().orElse(-1))
                .filter(millis -> millis > 0)
                .mapToObj(Instant::ofEpochMilli)
                .findFirst();
    }

    private static Duration lead(Instant before, Instant now, Instant after) {
        if (now.isBefore(before)) {
            return Duration.between(now, before);
        }
        return now.isAfter(after) ? Duration.between(now, after) : Duration.ZERO;
    }
}
