package io.telltale.localstack.check.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers in a file, one a line, so that none has to be kept in memory. For several threads. */
final class AnswerLog implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final BufferedWriter lines;

    /** An answer as it is written; times are texts. */
    private record Line(
            Read read,
            String sentAt,
            String answeredAt,
            int instance,
            int status,
            @Nullable String asOf,
            String role,
            String body) {

        static Line of(ReadAnswer answer) {
            var asOf = answer.asOf();
            return new Line(
                    answer.read(),
                    answer.sentAt().toString(),
                    answer.answeredAt().toString(),
                    answer.instance(),
                    answer.status(),
                    asOf == null ? null : asOf.toString(),
                    answer.role(),
                    answer.body());
        }

        ReadAnswer answer() {
            return new ReadAnswer(
                    read,
                    Instant.parse(sentAt),
                    Instant.parse(answeredAt),
                    instance,
                    status,
                    asOf == null ? null : Instant.parse(asOf),
                    role,
                    body);
        }
    }

    AnswerLog(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.toAbsolutePath().getParent());
        this.lines = Files.newBufferedWriter(file);
    }

    synchronized void add(ReadAnswer answer) {
        try {
            lines.write(JSON.writeValueAsString(Line.of(answer)));
            lines.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what is left; nothing is added any more. */
    @Override
    public synchronized void close() throws IOException {
        lines.close();
    }

    /** Takes all of them, in the order in which they came. */
    void each(Consumer<ReadAnswer> take) throws IOException {
        try (var written = Files.lines(file)) {
            written.map(AnswerLog::answer).forEach(take);
        }
    }

    private static ReadAnswer answer(String line) {
        try {
            return JSON.readValue(line, Line.class).answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
