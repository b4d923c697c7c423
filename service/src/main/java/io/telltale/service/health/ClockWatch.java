package io.telltale.service.health;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.telltale.schemas.topic.BrokerClock;
import io.telltale.schemas.topic.KafkaSettings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs when this host's clock is more than 5 s from the brokers', at start and every five minutes.
 * Hosts that keep time differ by milliseconds, and the comparison is exact to the length of a
 * request, so 5 s is a clock that is not synchronized. It shows in {@code observedAt}, in which of
 * two statuses counts as the later one, and an hour ahead brokers refuse every record.
 */
@Context
@Requires(beans = KafkaSettings.class)
final class ClockWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration FAR = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    /** In milliseconds. */
    private static final Map<String, Integer> LIMITS =
            Map.of("default.api.timeout.ms", 5_000, "request.timeout.ms", 5_000);

    private final KafkaSettings kafka;
    private final Clock clock;
    private final Thread thread = Thread.ofVirtual().name("clock-watch").unstarted(this::watch);
    private boolean wasFar;

    @Inject
    ClockWatch(KafkaSettings kafka) {
        this(kafka, Clock.systemUTC());
    }

    ClockWatch(KafkaSettings kafka, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                compare();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            LOG.debug("the clock is not compared any more");
        }
    }

    /** A connection each time: one kept open for this alone would cost more. */
    void compare() {
        try (var admin = Admin.create(kafka.client(LIMITS))) {
            new BrokerClock(admin, clock).lead().ifPresent(this::tell);
        } catch (KafkaException e) {
            LOG.debug("the clock is not compared", e);
        }
    }

    private void tell(Duration lead) {
        var isFar = lead.abs().compareTo(FAR) > 0;
        if (isFar) {
            LOG.warn(
                    "this host's clock is {} {} the brokers': times of events are wrong by that, and an hour ahead brokers refuse all records; set the clock",
                    lead.abs(),
                    lead.isNegative() ? "behind" : "ahead of");
        } else if (wasFar) {
            LOG.info("this host's clock agrees with the brokers' again");
        }
        wasFar = isFar;
    }
}
