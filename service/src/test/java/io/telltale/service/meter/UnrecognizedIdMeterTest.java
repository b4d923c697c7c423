package io.telltale.service.meter;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class UnrecognizedIdMeterTest {

    private final Logger log = (Logger) LoggerFactory.getLogger(UnrecognizedIdMeter.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final UnrecognizedIdMeter meter = new UnrecognizedIdMeter(meters, nanos::get);

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
        log.setAdditive(false);
    }

    @AfterEach
    void stop() {
        log.detachAppender(lines);
        log.setAdditive(true);
    }

    @Test
    void everyIdIsCountedByAccountAndKind() {
        meter.count("one", "esn", "9");
        meter.count("one", "esn", "99");
        meter.count("two", "esn", "9");

        assertThat(count("one", "esn")).isEqualTo(2);
        assertThat(count("two", "esn")).isEqualTo(1);
    }

    @Test
    void aFormIsLoggedOnceAnHour() {
        meter.count("one", "esn", "9");
        meter.count("one", "esn", "9");
        meter.count("one", "esn", "99");
        assertThat(lines.list).hasSize(2);

        nanos.addAndGet(Duration.ofHours(1).toNanos());
        meter.count("one", "esn", "9");

        assertThat(lines.list).hasSize(3);
        assertThat(lines.list.getLast().getFormattedMessage()).contains("esn").contains("'9'");
    }

    @Test
    void theFormsRememberedAreBounded() {
        for (var number = 0; number < 3_000; number++) {
            meter.count("one", "other", "a".repeat(number % 40) + number);
        }

        assertThat(count("one", "other")).isEqualTo(3_000);
    }

    private double count(String account, String kind) {
        return meters.counter(UnrecognizedIdMeter.NAME, "account", account, "kind", kind).count();
    }
}
