package io.telltale.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ServiceUnavailableLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(ServiceUnavailableLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong();
    private final ServiceUnavailableLog log = new ServiceUnavailableLog(nanos::get);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
    }

    @Test
    void eachCauseIsLoggedOnceAMinute_andCountsWhatCameBetween() {
        for (var request = 0; request < 1_000; request++) {
            log.answered("no broker", Optional.empty());
            log.answered("no registry", Optional.empty());
        }
        nanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
        log.answered("no broker", Optional.empty());
        assertThat(logged())
                .containsExactly(
                        "answered 503: no broker; 0 more for this cause since the last such line",
                        "answered 503: no registry; 0 more for this cause since the last such line");

        nanos.incrementAndGet();
        log.answered("no broker", Optional.empty());

        assertThat(logged())
                .last()
                .isEqualTo(
                        "answered 503: no broker; 1000 more for this cause since the last such line");
    }

    @Test
    void failuresOfOneKindAreOneCause_whateverTheyCount() {
        for (var millis = 0; millis < 100; millis++) {
            log.answered("no broker", Optional.of(new IOException(millis + " ms have passed")));
        }
        log.answered("no broker", Optional.of(new IllegalStateException("closed")));

        assertThat(logged()).hasSize(2);
        assertThat(logged().getFirst()).contains("(java.io.IOException: 0 ms have passed)");
    }

    @Test
    void aCauseIsOneLine_andNotALongOne() {
        log.answered("a\nb", Optional.of(new IOException("c\r\nd" + "x".repeat(10_000))));

        assertThat(logged()).singleElement().asString().contains("a b (java.io.IOException: c dx");
        assertThat(logged().getFirst()).hasSizeLessThan(500).doesNotContain("\n");
    }

    @Test
    void theCausesRememberedAreBounded() {
        for (var cause = 0; cause < 1_000; cause++) {
            log.answered("cause " + cause, Optional.empty());
        }
        log.answered("cause 0", Optional.empty());

        assertThat(logged()).hasSize(1_001);
    }

    private List<String> logged() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
