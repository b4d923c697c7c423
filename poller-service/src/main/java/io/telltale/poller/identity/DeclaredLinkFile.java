package io.telltale.poller.identity;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Links declared in a CSV file, see {@link LinkCsv}; they are said when the file was last changed.
 * Every wrong line is a fault of the configuration.
 */
public final class DeclaredLinkFile {

    private static final String VARIABLE = "TELLTALE_IDENTITIES_FILE";

    private DeclaredLinkFile() {}

    /** The links of the file that is configured; none when there is no such file configured. */
    public static List<DeviceLink> read(Settings settings) {
        return settings.optionalPath(VARIABLE).map(path -> links(settings, path)).orElse(List.of());
    }

    private static List<DeviceLink> links(Settings settings, Path path) {
        var links = new ArrayList<DeviceLink>();
        try (var reader = Files.newBufferedReader(path)) {
            var said = new LinkForm(nameOf(path), Files.getLastModifiedTime(path).toInstant());
            var csv = new LinkCsv(reader, said);
            for (var line = csv.next(); line.isPresent(); line = csv.next()) {
                switch (line.get()) {
                    case LinkCsv.Line.Good(_, var link) -> links.add(link);
                    case LinkCsv.Line.Bad(var number, var reason) ->
                            settings.fault(
                                    VARIABLE,
                                    "a link in line %d of %s".formatted(number, path),
                                    "wrong: " + reason,
                                    links);
                }
            }
        } catch (IllegalArgumentException e) {
            settings.fault(
                    VARIABLE,
                    "CSV with a header",
                    "wrong in %s: %s".formatted(path, e.getMessage()),
                    links);
        } catch (IOException e) {
            settings.fault(VARIABLE, "a file that can be read", path.toString(), links);
        }
        return links;
    }

    private static String nameOf(Path path) {
        var name = "file " + path.getFileName();
        return name.substring(0, Math.min(name.length(), LinkForm.LONGEST_NAME));
    }
}
