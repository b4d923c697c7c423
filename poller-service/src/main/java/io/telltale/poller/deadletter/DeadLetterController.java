package io.telltale.poller.deadletter;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.telltale.poller.deadletter.DeadLetterJson.LetterPage;
import io.telltale.poller.deadletter.DeadLetterJson.ManyRedriven;
import io.telltale.poller.deadletter.DeadLetterJson.Skipped;
import io.telltale.poller.deadletter.Redriver.Result;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.service.access.AdminOnly;
import io.telltale.service.openapi.DocumentedResponses;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import io.telltale.service.query.Cursor;
import io.telltale.service.query.Query;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * {@code /dead-letters}: lists and shows what could not be processed, writes records back to their
 * topics, and skips records that stop streams-app. Letters may hold texts of messages, so reading
 * needs an admin token too.
 */
@Controller("/dead-letters")
@DocumentedResponses.AllRoutes
@Tag(name = "Dead letters")
@AdminOnly
final class DeadLetterController {

    private static final String BY = "by";
    private static final String OPERATOR = "operator";
    private static final int LONGEST_BY = 64;
    private static final int LONGEST_TOPIC = 249;
    private static final Set<String> OF_LIST = with(DeadLetterFilter.NAMES, "limit", "cursor");
    private static final Set<String> OF_REDRIVE = with(DeadLetterFilter.NAMES, "cursor", BY);
    private static final Set<String> OF_SKIP = Set.of("topic", "partition", "offset", BY);

    private final DeadLetterQueries letters;
    private final RedriveMarks marks;
    private final Redriver redriver;
    private final BulkRedrive bulk;
    private final SkipRequests skips;
    private final int partitions;

    DeadLetterController(
            DeadLetterQueries letters,
            RedriveMarks marks,
            Redriver redriver,
            BulkRedrive bulk,
            SkipRequests skips,
            TopicLayout layout) {
        this.letters = letters;
        this.marks = marks;
        this.redriver = redriver;
        this.bulk = bulk;
        this.skips = skips;
        this.partitions = layout.partitions();
    }

    private static Set<String> with(Set<String> names, String... more) {
        return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toSet());
    }

    @Get
    @DeadLetterDocs.ListDeadLetters
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnavailable
    LetterPage list(HttpRequest<?> request) {
        var query = Query.of(request, OF_LIST);
        var filter = DeadLetterFilter.of(query);
        var limit = query.limit();
        var cursor = query.largeCursor();
        query.refuseIfWrong();
        var list = filter.list("dead-letters");
        var page = letters.page(filter, ranges(cursor, list), limit);
        marks.readToEnd();
        return new LetterPage(
                page.items().stream()
                        .map(letter ->
                                DeadLetterJson.item(
                                        letter,
                                        redriver.isRedrivable(letter),
                                        marks.of(letter.id())))
                        .toList(),
                next(list, page.rest()));
    }

    @Get("/{id}")
    @DeadLetterDocs.FindDeadLetter
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayBeUnavailable
    DeadLetterJson.Whole find(String id, HttpRequest<?> request) {
        Query.none(request);
        var content = required(id);
        var letter = content.letter();
        marks.readToEnd();
        return DeadLetterJson.whole(content, redriver.isRedrivable(letter), marks.of(letter.id()));
    }

    @Post("/{id}/redrive")
    @DeadLetterDocs.RedriveDeadLetter
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
    HttpResponse<DeadLetterJson.Redrive> redrive(String id, HttpRequest<?> request) {
        var query = Query.of(request, Set.of(BY));
        var by = by(query);
        query.refuseIfWrong();
        return switch (redriver.redrive(required(id), by)) {
            case Result.Redriven(var mark) ->
                    HttpResponse.accepted().body(DeadLetterJson.redrive(id, mark));
            case Result.AlreadyRedriven(var mark) ->
                    HttpResponse.ok(DeadLetterJson.redrive(id, mark));
            case Result.NotRedrivable(var because) ->
                    throw ProblemException.of(ProblemType.CONFLICT, because);
        };
    }

    /** Works for about 2 s; the cursor of the answer continues. */
    @Post("/redrive")
    @DeadLetterDocs.RedriveDeadLetters
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnavailable
    @Consumes("*/*")
    ManyRedriven redriveMany(HttpRequest<?> request) {
        var query = Query.of(request, OF_REDRIVE);
        var filter = DeadLetterFilter.of(query);
        var by = by(query);
        var cursor = query.largeCursor();
        query.refuseIfWrong();
        var list = filter.list("redrive");
        var progress = bulk.redrive(filter, ranges(cursor, list), by);
        return new ManyRedriven(
                progress.count(Result.Redriven.class),
                progress.count(Result.AlreadyRedriven.class),
                progress.count(Result.NotRedrivable.class),
                next(list, progress.rest()));
    }

    /** Of a record that stops streams-app; it becomes a dead letter. */
    @Post("/skip")
    @DeadLetterDocs.SkipRecord
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayConflict
    @DocumentedResponses.MayBeUnavailable
    @ApiResponse(
            responseCode = "202",
            description = "The record is skipped at the next start of streams-app.",
            content = @Content(schema = @Schema(implementation = Skipped.class)))
    @Consumes("*/*")
    HttpResponse<Skipped> skip(HttpRequest<?> request) {
        var query = Query.of(request, OF_SKIP);
        var topic = query.required("topic", "a topic", query.text("topic", LONGEST_TOPIC), "");
        var partition =
                query.required(
                        "partition",
                        "a partition",
                        query.number("partition", 0, Integer.MAX_VALUE),
                        0L);
        var offset =
                query.required(
                        "offset", "an offset", query.number("offset", 0, Long.MAX_VALUE), 0L);
        var by = by(query);
        query.refuseIfWrong();
        var number = Math.toIntExact(partition);
        var at = skips.skip(new TopicPartition(topic, number), offset, by);
        return HttpResponse.accepted()
                .body(new Skipped(topic, number, offset, new DeadLetterJson.Mark(at, by)));
    }

    private static String by(Query query) {
        return query.parsed(
                        BY,
                        "1 to %d printable characters".formatted(LONGEST_BY),
                        text ->
                                Optional.of(text)
                                        .filter(name -> !name.isBlank())
                                        .filter(name -> name.length() <= LONGEST_BY)
                                        .filter(name -> name.chars().noneMatch(c -> c < ' ')))
                .orElse(OPERATOR);
    }

    private Optional<DeadLetterRanges> ranges(Optional<String> text, String list) {
        return text.map(given -> Cursor.parse(given, list))
                .map(cursor ->
                        DeadLetterRanges.parse(cursor.place(), partitions)
                                .orElseThrow(cursor::bad));
    }

    private static @Nullable String next(String list, DeadLetterRanges rest) {
        return rest.isEmpty() ? null : new Cursor(list, Cursor.NOBODY, rest.toString()).toString();
    }

    private DeadLetterContent required(String id) {
        return DeadLetterId.parse(id)
                .flatMap(letters::find)
                .orElseThrow(() ->
                        ProblemException.of(
                                ProblemType.UNKNOWN_DEAD_LETTER,
                                "expected the id of a dead letter, partition-offset"));
    }
}
