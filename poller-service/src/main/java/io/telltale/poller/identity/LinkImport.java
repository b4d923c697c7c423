package io.telltale.poller.identity;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.Gatherers;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Imports links from {@link LinkCsv}. A wrong line costs only itself. Lines are written in groups;
 * when Kafka fails, the groups reported before are written, and importing again is idempotent.
 */
@Singleton
final class LinkImport {

    private static final int GROUP = 500;

    private final LinkTopic topic;
    private final JsonMapper json;
    private final ExecutorService blocking;

    LinkImport(
            LinkTopic topic,
            JsonMapper json,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.topic = topic;
        this.json = json;
        this.blocking = blocking;
    }

    /**
     * The result of an import.
     *
     * @param declared links that are written
     * @param refused lines that are no link
     * @param items one per line that is neither empty nor a comment, in their order
     */
    @Serdeable
    record Report(long declared, long refused, List<Line> items) {}

    /**
     * The result of a line.
     *
     * @param line its number, from 1; the header counts
     * @param result DECLARED or REFUSED
     * @param reason why it was refused
     */
    @Serdeable
    record Line(int line, Result result, @Nullable String reason) {}

    /** The result of a line. */
    enum Result {
        DECLARED,
        REFUSED
    }

    /**
     * The progress of an import.
     *
     * @param declared links that are written
     * @param refused lines that are no link
     * @param failed why the import ends here, before the end of the lines
     * @param done whether this is the end
     */
    @Serdeable
    record Progress(long declared, long refused, @Nullable String failed, boolean done) {}

    Report report(byte[] csv, LinkForm form) {
        var groups = new Groups(csv, form);
        var items = new ArrayList<Line>();
        groups.forEachRemaining(items::addAll);
        return new Report(groups.declared, groups.refused, items);
    }

    /** A JSON object a line: each {@link Line}, and after every group a {@link Progress}. */
    Publisher<byte[]> lines(byte[] csv, LinkForm form) {
        var groups = new Groups(csv, form);
        return Flux.fromIterable(() -> groups)
                .map(lines -> text(lines, groups.progress(null, !groups.hasNext())))
                .switchIfEmpty(Flux.defer(() -> Flux.just(text(List.of(), groups.end(null)))))
                .onErrorResume(
                        ProblemException.class,
                        problem -> Flux.just(text(List.of(), groups.end(problem.getMessage()))))
                .subscribeOn(Schedulers.fromExecutorService(blocking));
    }

    private byte[] text(List<Line> lines, Progress progress) {
        try (var text = new ByteArrayOutputStream()) {
            for (var line : lines) {
                json.writeValue(text, line);
                text.write('\n');
            }
            json.writeValue(text, progress);
            text.write('\n');
            return text.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines in groups; the links of a group are written when it is handed out. */
    private final class Groups implements Iterator<List<Line>> {

        private final Iterator<List<LinkCsv.Line>> groups;
        private long declared;
        private long refused;

        Groups(byte[] csv, LinkForm form) {
            var reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    new ByteArrayInputStream(csv), StandardCharsets.UTF_8));
            try {
                groups = LinkCsv.read(reader, form).gather(Gatherers.windowFixed(GROUP)).iterator();
            } catch (IllegalArgumentException e) {
                throw ProblemException.of(ProblemType.BAD_BODY, String.valueOf(e.getMessage()));
            }
        }

        @Override
        public boolean hasNext() {
            return groups.hasNext();
        }

        @Override
        public List<Line> next() {
            var links = new ArrayList<DeviceLink>();
            var lines = new ArrayList<Line>();
            for (var line : groups.next()) {
                switch (line) {
                    case LinkCsv.Line.Good(var number, var link) -> {
                        links.add(link);
                        lines.add(new Line(number, Result.DECLARED, null));
                    }
                    case LinkCsv.Line.Bad(var number, var reason) ->
                            lines.add(new Line(number, Result.REFUSED, reason));
                }
            }
            topic.writeOrEnd(links);
            declared += links.size();
            refused += lines.size() - links.size();
            return lines;
        }

        Progress progress(@Nullable String failed, boolean done) {
            return new Progress(declared, refused, failed, done);
        }

        Progress end(@Nullable String failed) {
            return progress(failed, true);
        }
    }
}
