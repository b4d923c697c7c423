package io.telltale.localstack.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The folder that remembers which processes were started: a file {@code <part>.pid} each, holding
 * process id and start instant on one line. A file that cannot be read, or whose process is gone,
 * counts as not there.
 */
final class PidFolder {

    private static final String SUFFIX = ".pid";

    private final Path folder;

    PidFolder(Path folder) {
        this.folder = folder;
    }

    void remember(RunningPart part) {
        try {
            Files.createDirectories(folder);
            Files.writeString(file(part.name()), part.pid() + " " + part.started() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forget(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every name that is remembered, whether its process runs or not. */
    Set<String> names() {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part's process, if it runs. */
    Optional<RunningPart> find(String name) {
        return read(name).filter(RunningPart::isAlive);
    }

    private Optional<RunningPart> read(String name) {
        try {
            var fields = Files.readString(file(name)).strip().split(" ", -1);
            return fields.length == 2
                    ? Optional.of(
                            new RunningPart(
                                    name, Long.parseLong(fields[0]), Instant.parse(fields[1])))
                    : Optional.empty();
        } catch (NoSuchFileException | NumberFormatException | DateTimeException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }
}
