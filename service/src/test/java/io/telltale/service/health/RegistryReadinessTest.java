package io.telltale.service.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkState;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SchemaIdConflictException;
import io.telltale.schemas.serde.SchemaIds;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.testing.Await;
import io.telltale.testing.RegistryServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(60)
class RegistryReadinessTest {

    private static final String TOPIC = "device.link.v1";
    private static final DeviceLink LINK =
            DeviceLink.newBuilder()
                    .setRefs(List.of("imei:990000560000001", "iccid:89148000000800139708"))
                    .setState(LinkState.DECLARED)
                    .setBy("joe")
                    .setDeclaredAt(Instant.EPOCH)
                    .build();

    private final RegistryServer registry = RegistryServer.registeringLookups();

    @TempDir Path folder;

    @BeforeEach
    void requireCredentials() {
        registry.requireCredentials("joe:secret");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void isUp_whenTheRegistryAcceptsTheConfiguredCredentials() {
        assertThat(coldStart("joe:secret").getStatus()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void isDown_whileTheRegistryRefusesThem_andSaysSo() {
        var health = coldStart("joe:other");

        assertThat(health.getStatus()).isEqualTo(HealthStatus.DOWN);
        assertThat(detail(health, "registry")).startsWith("refuses us").contains("HTTP 401");
    }

    @Test
    void isDown_whenTheRegistryWantsCredentialsAndNoneAreConfigured() {
        assertThat(coldStart("").getStatus()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void isDown_whileNoIdIsKnownAndTheRegistryIsAway() {
        registry.stop();

        var health = coldStart("joe:secret");

        assertThat(health.getStatus()).isEqualTo(HealthStatus.DOWN);
        assertThat(detail(health, "registry")).startsWith("away");
    }

    @Test
    void isUpWithTheIdsOfTheFile_thoughTheRegistryIsAway_andSaysThatItIs() {
        writeOnce();
        registry.stop();
        var settings = settings("joe:secret");
        try (var ids = SchemaIds.of(settings);
                var serdes = new RecordSerdes(settings, ids)) {
            var readiness = new RegistryReadiness(settings, ids);

            var health =
                    awaitHealth(readiness, each -> detail(each, "registry").startsWith("away"));

            assertThat(health.getStatus()).isEqualTo(HealthStatus.UP);
            assertThat(serdes.write(TOPIC, LINK)).isNotEmpty();
            assertThat(now(readiness).getStatus()).isEqualTo(HealthStatus.UP);
        }
    }

    @Test
    void isDownWhileAnIdIsNeededThatIsNotKnown_andNamesIt() {
        writeOnce();
        registry.stop();
        var settings = settings("joe:secret");
        try (var ids = SchemaIds.of(settings);
                var serdes = new RecordSerdes(settings, ids)) {
            var readiness = new RegistryReadiness(settings, ids);

            var writing = CompletableFuture.runAsync(() -> serdes.write("other.topic.v1", LINK));

            var health = awaitHealth(readiness, each -> each.getStatus().equals(HealthStatus.DOWN));
            assertThat(detail(health, "missing")).contains("other.topic.v1-value");
            registry.start();
            assertThat(writing).succeedsWithin(Duration.ofSeconds(20));
            awaitHealth(readiness, each -> each.getStatus().equals(HealthStatus.UP));
        }
    }

    @Test
    void isDownWhereAnIdNamesAnotherSchemaNow_whichIsInTheLogAndInTheDetails() {
        writeOnce();
        registry.empty(2);
        registry.put(1, "{\"type\":\"record\",\"name\":\"Other\",\"fields\":[]}");
        var lines = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger(SchemaIds.class);
        lines.start();
        log.addAppender(lines);
        var settings = settings("joe:secret");
        try (var ids = SchemaIds.of(settings);
                var serdes = new RecordSerdes(settings, ids)) {
            assertThatThrownBy(() -> serdes.write(TOPIC, LINK))
                    .isInstanceOf(SchemaIdConflictException.class);

            var health = now(new RegistryReadiness(settings, ids));

            assertThat(health.getStatus()).isEqualTo(HealthStatus.DOWN);
            assertThat(detail(health, "conflicts")).contains("DeviceLink", "Other", TOPIC);
            assertThat(lines.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anySatisfy(line ->
                            assertThat(line).contains("DeviceLink", "Other", TOPIC + "-value"));
        } finally {
            log.detachAppender(lines);
        }
    }

    @Test
    void aRegistryThatHangsMakesNoProbeOfARunningServiceSlow() {
        var settings = settings("joe:secret");
        try (var ids = SchemaIds.of(settings);
                var serdes = new RecordSerdes(settings, ids)) {
            serdes.write(TOPIC, LINK);
            registry.hang();

            var health = new RegistryReadiness(settings, ids).health();

            assertThat(health).isDone();
            assertThat(health.join().getStatus()).isEqualTo(HealthStatus.UP);
        }
    }

    /** A process before this one. */
    private void writeOnce() {
        try (var serdes = new RecordSerdes(settings("joe:secret"))) {
            serdes.write(TOPIC, LINK);
        }
    }

    private HealthResult coldStart(String credentials) {
        var settings = settings(credentials);
        try (var ids = SchemaIds.of(settings)) {
            return now(new RegistryReadiness(settings, ids));
        }
    }

    private static HealthResult now(RegistryReadiness readiness) {
        return readiness.health().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static HealthResult awaitHealth(
            RegistryReadiness readiness, Predicate<HealthResult> condition) {
        var health = new AtomicReference<>(now(readiness));
        Await.until(
                () -> condition.test(health.updateAndGet(_ -> now(readiness))),
                () -> "the health is " + health.get().getDetails());
        return health.get();
    }

    private static String detail(HealthResult health, String name) {
        return String.valueOf(((Map<?, ?>) health.getDetails()).get(name));
    }

    private SerdeSettings settings(String credentials) {
        var variables = new HashMap<String, String>();
        variables.put("TELLTALE_REGISTRY_URL", registry.url().toString());
        variables.put("TELLTALE_REGISTRY_CACHE_FILE", folder.resolve("ids").toString());
        if (!credentials.isEmpty()) {
            variables.put("TELLTALE_REGISTRY_PROPERTIES_BASIC_AUTH_USER_INFO", credentials);
        }
        return SerdeSettings.read(Settings.of(variables));
    }
}
