package io.telltale.streams.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.scheduling.TaskExecutors;
import io.telltale.streams.query.CampaignMember;
import io.telltale.streams.query.DeviceQueries;
import io.telltale.streams.query.Page;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Devices of a campaign as CSV.
 *
 * <p>Without a {@code limit} all of them are sent, page by page, as fast as the caller reads; each
 * stands there as it was when its page was read. If a page cannot be read for 10 s, the answer is
 * broken off, so that a caller sees that its end is missing. With a {@code limit} it is a page, and
 * a {@code Link} header names the next one.
 */
@Singleton
final class MembersCsv {

    static final String TYPE = "text/csv";

    private static final MediaType CSV = MediaType.of(TYPE);
    private static final MediaType CSV_WITH_HEADER =
            MediaType.of(TYPE + "; charset=utf-8; header=present");
    private static final int PIECE = 500;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DeviceQueries queries;
    private final ExecutorService blocking;

    MembersCsv(DeviceQueries queries, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.queries = queries;
        this.blocking = blocking;
    }

    /** Whether the caller would rather have CSV than JSON. */
    static boolean isWanted(HttpRequest<?> request) {
        for (var type : request.accept()) {
            if (type.matches(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (type.matches(CSV)) {
                return true;
            }
        }
        return false;
    }

    /** Reads what comes first before the answer begins, so that 404 and 503 can be said. */
    MutableHttpResponse<?> answer(HttpRequest<?> request, MembersRequest wanted) {
        var inPieces = wanted.inPiecesOf(PIECE);
        var first = CampaignController.found(inPieces.read(queries), wanted.campaign());
        if (!wanted.isPage()) {
            return ok(
                    Flux.fromIterable(() -> new Pieces(inPieces, first))
                            .subscribeOn(Schedulers.fromExecutorService(blocking)));
        }
        var answer = ok(MemberRows.of(first.items(), true));
        first.last()
                .ifPresent(last -> answer.header(HttpHeaders.LINK, next(request, wanted, last)));
        return answer;
    }

    private static <T> MutableHttpResponse<T> ok(T body) {
        return HttpResponse.ok(body)
                .contentType(CSV_WITH_HEADER)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"devices.csv\"");
    }

    private static String next(HttpRequest<?> request, MembersRequest wanted, String last) {
        return "<%s?%s>; rel=\"next\""
                .formatted(request.getUri().getRawPath(), wanted.after(last).query());
    }

    /** All that follows, read when it is asked for. */
    private final class Pieces implements Iterator<byte[]> {

        private final MembersRequest wanted;
        private final Page<CampaignMember, String> first;
        private Page<CampaignMember, String> page;
        private boolean hasBegun;

        Pieces(MembersRequest wanted, Page<CampaignMember, String> first) {
            this.wanted = wanted;
            this.first = first;
            this.page = first;
        }

        @Override
        public boolean hasNext() {
            return !hasBegun || page.last().isPresent();
        }

        @Override
        public byte[] next() {
            if (!hasBegun) {
                hasBegun = true;
                return MemberRows.of(first.items(), true);
            }
            var last = page.last().orElseThrow(NoSuchElementException::new);
            page = patiently(wanted.after(last));
            return MemberRows.of(page.items(), false);
        }

        private Page<CampaignMember, String> patiently(MembersRequest page) {
            var deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
            var answer = page.read(queries);
            while (answer.isUndecided()
                    && System.nanoTime() < deadline
                    && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(PAUSE.toNanos());
                answer = page.read(queries);
            }
            return CampaignController.found(answer, page.campaign());
        }
    }
}
