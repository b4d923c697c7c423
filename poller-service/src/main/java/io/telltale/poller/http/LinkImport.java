package io.telltale.poller.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.serde.annotation.Serdeable;
import io.telltale.poller.identity.LinkCsv;
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
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Takes many links, see {@link LinkCsv}. A line that is wrong costs only itself. Lines are written
 * in groups; when the brokers fail, what was reported before holds, and the same lines given again
 * change nothing.
 */
@Singleton
final class LinkImport {

    private static final int GROUP = 500;

    private final LinkEdits edits;
    private final JsonMapper json;
    private final ExecutorService blocking;

    LinkImport(
            LinkEdits edits,
            JsonMapper json,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.edits = edits;
        this.json = json;
        this.blocking = blocking;
    }

    /**
     * What came of an import.
     *
     * @param declared links that are written
     * @param refused lines that are no link
     * @param items one per line that is neither empty nor a comment, in their order
     */
    @Serdeable
    record Report(long declared, long refused, List<Line> items) {}

    /**
     * What came of a line.
     *
     * @param line its number, from 1; the header counts
     * @param result DECLARED or REFUSED
     * @param reason why it was refused
     */
    @Serdeable
    record Line(int line, Result result, @Nullable String reason) {}

    /** What came of a line. */
    enum Result {
        DECLARED,
        REFUSED
    }

    /**
     * How far an import is.
     *
     * @param declared links that are written
     * @param refused lines that are no link
     * @param failed why it ends here, before the end of the lines
     * @param done whether nothing more comes
     */
    @Serdeable
    record Progress(long declared, long refused, @Nullable String failed, boolean done) {}

    Report report(byte[] csv, @Nullable String by) {
        var items = new ArrayList<Line>();
        var groups = new Groups(csv, by);
        groups.forEachRemaining(items::addAll);
        return new Report(groups.declared, groups.refused, items);
    }

    /** A JSON object a line: each {@link Line}, and after every group a {@link Progress}. */
    Publisher<byte[]> lines(byte[] csv, @Nullable String by) {
        var groups = new Groups(csv, by);
        return Flux.fromIterable(() -> groups)
                .map(group -> text(group, groups.progress(null, !groups.hasNext())))
                .switchIfEmpty(
                        Flux.defer(() -> Flux.just(text(List.of(), groups.progress(null, true)))))
                .onErrorResume(
                        ProblemException.class,
                        problem ->
                                Flux.just(
                                        text(
                                                List.of(),
                                                groups.progress(problem.getMessage(), true))))
                .subscribeOn(Schedulers.fromExecutorService(blocking));
    }

    private byte[] text(List<Line> group, Progress progress) {
        try (var text = new ByteArrayOutputStream()) {
            for (var line : group) {
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

    /** The lines group by group; a group's links are written when it is handed out. */
    private final class Groups implements Iterator<List<Line>> {

        private final LinkCsv csv;
        private LinkCsv.@Nullable Line ahead;
        private long declared;
        private long refused;

        Groups(byte[] bytes, @Nullable String by) {
            try {
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
                csv = new LinkCsv(reader, edits.saidBy(by));
                ahead = csv.next().orElse(null);
            } catch (IllegalArgumentException e) {
                throw ProblemException.of(ProblemType.BAD_BODY, String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean hasNext() {
            return ahead != null;
        }

        @Override
        public List<Line> next() {
            var links = new ArrayList<DeviceLink>();
            var lines = new ArrayList<Line>();
            for (var line = ahead; line != null && lines.size() < GROUP; line = ahead) {
                switch (line) {
                    case LinkCsv.Line.Good(var number, var link) -> {
                        links.add(link);
                        lines.add(new Line(number, Result.DECLARED, null));
                    }
                    case LinkCsv.Line.Bad(var number, var reason) ->
                            lines.add(new Line(number, Result.REFUSED, reason));
                }
                step();
            }
            edits.write(links);
            declared += links.size();
            refused += lines.size() - links.size();
            return lines;
        }

        Progress progress(@Nullable String failed, boolean done) {
            return new Progress(declared, refused, failed, done);
        }

        private void step() {
            try {
                ahead = csv.next().orElse(null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
