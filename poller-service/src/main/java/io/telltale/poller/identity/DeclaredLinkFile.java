package io.telltale.poller.identity;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkState;
import io.telltale.schemas.settings.Settings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Links declared in a CSV file, see {@link LinkCsv}, at the time when the file was last changed.
 * They are read with the configuration and published at start.
 */
@Singleton
public final class DeclaredLinkFile {

    private static final String VARIABLE = "TELLTALE_IDENTITIES_FILE";

    private final LinkTopic topic;
    private final Clock clock;

    DeclaredLinkFile(LinkTopic topic, Clock clock) {
        this.topic = topic;
        this.clock = clock;
    }

    /** The links of the configured file, none without one; a wrong line is a fault of settings. */
    public static List<DeviceLink> read(Settings settings) {
        return settings.optionalPath(VARIABLE).map(path -> links(settings, path)).orElse(List.of());
    }

    private static List<DeviceLink> links(Settings settings, Path path) {
        var links = new ArrayList<DeviceLink>();
        try (var reader = Files.newBufferedReader(path)) {
            var form = new LinkForm(nameOf(path), Files.getLastModifiedTime(path).toInstant());
            LinkCsv.read(reader, form)
                    .forEach(line -> {
                        switch (line) {
                            case LinkCsv.Line.Good(_, var link) -> links.add(link);
                            case LinkCsv.Line.Bad(var number, var reason) ->
                                    settings.fault(
                                            VARIABLE,
                                            "a link in line %d of %s".formatted(number, path),
                                            "wrong: " + reason,
                                            links);
                        }
                    });
        } catch (IllegalArgumentException e) {
            settings.fault(
                    VARIABLE,
                    "CSV with a header",
                    "wrong in %s: %s".formatted(path, e.getMessage()),
                    links);
        } catch (IOException | UncheckedIOException e) {
            settings.fault(VARIABLE, "a file that can be read", path.toString(), links);
        }
        return links;
    }

    private static String nameOf(Path path) {
        var name = "file " + path.getFileName();
        return name.substring(0, Math.min(name.length(), LinkForm.LONGEST_NAME));
    }

    /**
     * Publishes links of pairs without a declaration, or with an older one. A withdrawn pair stays
     * withdrawn, since the time of a file says when it was copied, not when its lines were written.
     * A time in the future counts as now. Waits for Kafka and the registry without a limit.
     *
     * @throws io.telltale.schemas.publish.PublishException if they may not be written
     */
    public void publish(List<DeviceLink> links) {
        if (links.isEmpty()) {
            return;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var latest = topic.latest();
        topic.write(
                links.stream()
                        .map(link -> link.getDeclaredAt().isAfter(now) ? at(now, link) : link)
                        .filter(link -> isNewer(link, latest.get(LinkTopic.key(link))))
                        .toList());
    }

    private static DeviceLink at(Instant time, DeviceLink link) {
        return DeviceLink.newBuilder(link).setDeclaredAt(time).build();
    }

    private static boolean isNewer(DeviceLink link, @Nullable DeviceLink latest) {
        return latest == null
                || (latest.getState() == LinkState.DECLARED
                        && link.getDeclaredAt().isAfter(latest.getDeclaredAt()));
    }
}
