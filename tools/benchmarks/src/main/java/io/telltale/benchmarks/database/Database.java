package io.telltale.benchmarks.database;

import io.telltale.localstack.run.StackStartException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of its own. PostgreSQL does not run as root; for root the library runs it in
 * a user namespace ({@code unshare -U}), which the kernel has to allow.
 *
 * <p>Tuned for one writer: commits do not wait for the disk, which loses no consistency, since
 * offsets are in the same transaction; the log may grow, so that checkpoints are rare.
 */
final class Database implements AutoCloseable {

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "synchronous_commit", "off",
                    "shared_buffers", "512MB",
                    "work_mem", "64MB",
                    "temp_buffers", "64MB",
                    "max_wal_size", "8GB",
                    "checkpoint_timeout", "30min",
                    "wal_buffers", "64MB",
                    "jit", "off");

    private final Path data;
    private final EmbeddedPostgres server;

    private Database(Path data, EmbeddedPostgres server) {
        this.data = data;
        this.server = server;
    }

    /**
     * Starts a server on an empty folder.
     *
     * @throws StackStartException if it does not start
     */
    static Database start(Path folder) throws StackStartException {
        try {
            clear(folder);
            Files.createDirectories(folder);
            var builder =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(folder.resolve("data"))
                            .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                            .setPGStartupWait(Duration.ofMinutes(2));
            SETTINGS.forEach(builder::setServerConfig);
            return new Database(folder.resolve("data"), builder.start());
        } catch (IOException | IllegalStateException e) {
            throw new StackStartException(
                    "PostgreSQL does not start (as root it needs a kernel that allows unshare -U): "
                            + e);
        }
    }

    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> {
                            try {
                                Files.delete(file);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
            }
        }
    }

    Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    /** Processor time of all processes of the server that run now. */
    Duration cpu() {
        return postmaster().stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Optional<ProcessHandle> postmaster() {
        try {
            var lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
