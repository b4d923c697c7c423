package io.telltale.poller.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.telltale.poller.http.DeadLetterJson.LetterPage;
import io.telltale.poller.http.DeadLetterJson.ManyRedriven;
import io.telltale.poller.http.DeadLetterJson.Skipped;
import io.telltale.poller.letter.BulkRedrive;
import io.telltale.poller.letter.DeadLetterContent;
import io.telltale.poller.letter.DeadLetterId;
import io.telltale.poller.letter.DeadLetterQueries;
import io.telltale.poller.letter.DeadLetterQueries.NoCursor;
import io.telltale.poller.letter.KafkaUnavailableException;
import io.telltale.poller.letter.RedriveMarks;
import io.telltale.poller.letter.Redriver;
import io.telltale.poller.letter.Redriver.Result;
import io.telltale.poller.letter.SkipRequests;
import io.telltale.service.access.AdminOnly;
import io.telltale.service.openapi.DocumentedResponses;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /dead-letters}: what came in and could not be used, the way back for what came from a
 * topic, and the way past what ends the graph. Contents may hold texts of messages, so reading
 * wants an admin token too.
 */
@Controller("/dead-letters")
@DocumentedResponses.AllRoutes
@Tag(name = "Dead letters")
@AdminOnly
final class DeadLetterController {

    private static final int MOST = 500;
    private static final int LONGEST_BY = 64;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final DeadLetterQueries letters;
    private final RedriveMarks marks;
    private final Redriver redriver;
    private final BulkRedrive many;
    private final SkipRequests skipper;

    DeadLetterController(
            DeadLetterQueries letters,
            RedriveMarks marks,
            Redriver redriver,
            BulkRedrive many,
            SkipRequests skipper) {
        this.letters = letters;
        this.marks = marks;
        this.redriver = redriver;
        this.many = many;
        this.skipper = skipper;
    }

    @Get
    @OpenApiDocs.ListDeadLetters
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnavailable
    LetterPage list(
            @QueryValue(defaultValue = "100") int limit,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable String reason,
            @QueryValue @Nullable String source,
            @QueryValue @Nullable String part,
            @QueryValue @Nullable String from,
            @QueryValue @Nullable String to) {
        if (limit < 1 || limit > MOST) {
            throw ProblemException.badParameter("limit", "1 to " + MOST, Integer.toString(limit));
        }
        var filter = DeadLetterQuery.of(reason, source, part, from, to);
        return answered(() -> {
            var page = letters.page(filter, Optional.ofNullable(cursor), limit);
            marks.readOn();
            return new LetterPage(
                    page.items().stream()
                            .map(letter ->
                                    DeadLetterJson.item(
                                            letter, redriver.takes(letter), marks.of(letter.id())))
                            .toList(),
                    page.next().orElse(null));
        });
    }

    @Get("/{id}")
    @OpenApiDocs.FindDeadLetter
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayBeUnavailable
    DeadLetterJson.Whole find(String id) {
        return answered(() -> {
            var kept = required(id);
            marks.readOn();
            return DeadLetterJson.whole(
                    kept, redriver.takes(kept.letter()), marks.of(kept.letter().id()));
        });
    }

    @Post("/{id}/redrive")
    @OpenApiDocs.RedriveDeadLetter
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayConflict
    @DocumentedResponses.MayBeUnavailable
    @ApiResponse(
            responseCode = "202",
            description = "The record is written back.",
            content = @Content(schema = @Schema(implementation = DeadLetterJson.Redrive.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The record was written back before.",
            content = @Content(schema = @Schema(implementation = DeadLetterJson.Redrive.class)))
    @Consumes("*/*")
    HttpResponse<DeadLetterJson.Redrive> redrive(
            String id, @QueryValue(defaultValue = "operator") String by) {
        requireName(by);
        return answered(() ->
                switch (redriver.redrive(required(id), by)) {
                    case Result.Now(var redriven) ->
                            HttpResponse.accepted()
                                    .body(
                                            new DeadLetterJson.Redrive(
                                                    id, DeadLetterJson.mark(redriven)));
                    case Result.Before(var redriven) ->
                            HttpResponse.ok(
                                    new DeadLetterJson.Redrive(id, DeadLetterJson.mark(redriven)));
                    case Result.Not(var why) ->
                            throw ProblemException.of(ProblemType.CONFLICT, why);
                });
    }

    /** Some seconds' worth of it at a time; the answer's cursor leads to the rest. */
    @Post("/redrive")
    @OpenApiDocs.RedriveDeadLetters
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnavailable
    @Consumes("*/*")
    ManyRedriven redriveMany(
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable String reason,
            @QueryValue @Nullable String source,
            @QueryValue @Nullable String part,
            @QueryValue @Nullable String from,
            @QueryValue @Nullable String to,
            @QueryValue(defaultValue = "operator") String by) {
        requireName(by);
        var filter = DeadLetterQuery.of(reason, source, part, from, to);
        return answered(() -> {
            var stretch = many.redrive(filter, Optional.ofNullable(cursor), by);
            return new ManyRedriven(
                    stretch.redriven(),
                    stretch.before(),
                    stretch.refused(),
                    stretch.next().orElse(null));
        });
    }

    /** Of a record that streams-app cannot get past; it becomes a dead letter. */
    @Post("/skip")
    @OpenApiDocs.SkipRecord
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayConflict
    @DocumentedResponses.MayBeUnavailable
    @ApiResponse(
            responseCode = "202",
            description = "The record is skipped at the next start of streams-app.",
            content = @Content(schema = @Schema(implementation = Skipped.class)))
    @Consumes("*/*")
    HttpResponse<Skipped> skip(
            @QueryValue String topic,
            @QueryValue int partition,
            @QueryValue long offset,
            @QueryValue(defaultValue = "operator") String by) {
        requireName(by);
        requireNotNegative("partition", partition);
        requireNotNegative("offset", offset);
        return answered(() ->
                switch (skipper.skip(topic, partition, offset, by)) {
                    case SkipRequests.Result.Told(var at) ->
                            HttpResponse.accepted()
                                    .body(
                                            new Skipped(
                                                    topic,
                                                    partition,
                                                    offset,
                                                    new DeadLetterJson.Mark(at, by)));
                    case SkipRequests.Result.Not(var why) ->
                            throw ProblemException.of(ProblemType.CONFLICT, why);
                });
    }

    private static void requireNotNegative(String name, long number) {
        if (number < 0) {
            throw ProblemException.badParameter(name, "0 or more", Long.toString(number));
        }
    }

    private static void requireName(String by) {
        if (by.isBlank() || by.length() > LONGEST_BY || by.chars().anyMatch(c -> c < ' ')) {
            throw ProblemException.badParameter(
                    "by", "1 to %d printable characters".formatted(LONGEST_BY), by);
        }
    }

    private DeadLetterContent required(String id) {
        return DeadLetterId.parse(id)
                .flatMap(letters::find)
                .orElseThrow(() ->
                        ProblemException.of(
                                ProblemType.UNKNOWN_DEAD_LETTER,
                                "expected the id of a dead letter, partition-offset"));
    }

    private static <T> T answered(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (NoCursor e) {
            throw ProblemException.of(
                    ProblemType.BAD_CURSOR, "expected the nextCursor of an answer of this path");
        } catch (KafkaUnavailableException e) {
            throw ProblemException.later(
                    ProblemType.NOT_READY, String.valueOf(e.getMessage()), SOON, e);
        }
    }
}
