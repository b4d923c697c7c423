package io.telltale.poller.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkState;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Links declared in a CSV file with the columns {@code ref,sameAs,validFrom,validTo}; the times may
 * be empty. Every wrong line is a fault of the configuration.
 */
public final class DeclaredLinkFile {

    private static final String VARIABLE = "TELLTALE_IDENTITIES_FILE";
    private static final CsvMapper CSV =
            CsvMapper.builder()
                    .enable(CsvParser.Feature.TRIM_SPACES)
                    .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                    .enable(CsvParser.Feature.ALLOW_COMMENTS)
                    .build();
    private static final CsvSchema HEADED = CsvSchema.emptySchema().withHeader();

    private final Settings settings;
    private final Path path;

    private DeclaredLinkFile(Settings settings, Path path) {
        this.settings = settings;
        this.path = path;
    }

    /** The links of the file that is configured; none when there is no such file configured. */
    public static List<DeviceLink> read(Settings settings) {
        return settings.optionalPath(VARIABLE)
                .map(path -> new DeclaredLinkFile(settings, path).links())
                .orElse(List.of());
    }

    private List<DeviceLink> links() {
        var links = new ArrayList<DeviceLink>();
        try (var reader = Files.newBufferedReader(path);
                MappingIterator<Map<String, String>> rows =
                        CSV.readerForMapOf(String.class).with(HEADED).readValues(reader)) {
            var declaredAt = Files.getLastModifiedTime(path).toInstant();
            while (rows.hasNextValue()) {
                var row = rows.nextValue();
                link(row, rows.getCurrentLocation().getLineNr() - 1, declaredAt)
                        .ifPresent(links::add);
            }
        } catch (JsonProcessingException e) {
            settings.fault(VARIABLE, "CSV with a header", "unreadable in " + path, links);
        } catch (IOException e) {
            settings.fault(VARIABLE, "a file that can be read", path.toString(), links);
        }
        return links;
    }

    private Optional<DeviceLink> link(Map<String, String> row, int line, Instant declaredAt) {
        try {
            var refs =
                    DeviceRef.sorted(List.of(ref(row, "ref"), ref(row, "sameAs"))).stream()
                            .map(DeviceRef::toString)
                            .toList();
            if (refs.size() != 2) {
                throw new IllegalArgumentException("expected two different refs, was one twice");
            }
            return Optional.of(
                    DeviceLink.newBuilder()
                            .setRefs(refs)
                            .setState(LinkState.DECLARED)
                            .setValidFrom(time(row.get("validFrom")))
                            .setValidTo(time(row.get("validTo")))
                            .setBy("file " + path.getFileName())
                            .setDeclaredAt(declaredAt)
                            .build());
        } catch (IllegalArgumentException e) {
            return settings.fault(
                    VARIABLE,
                    "a link in line %d of %s".formatted(line, path),
                    "wrong: " + e.getMessage(),
                    Optional.empty());
        }
    }

    private static DeviceRef ref(Map<String, String> row, String column) {
        var text = row.get(column);
        if (text == null) {
            throw new IllegalArgumentException("expected a column " + column + ", was none");
        }
        return DeviceRef.parse(text);
    }

    private static @Nullable Instant time(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "expected a time like 2026-01-31T00:00:00Z, was '%s'".formatted(text), e);
        }
    }
}
