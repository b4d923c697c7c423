package io.telltale.poller.deadletter;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** Documents the requests of each route; the components are defined in {@code src/main/openapi}. */
final class DeadLetterDocs {

    private static final String PARAMETERS = "#/components/parameters/";

    private DeadLetterDocs() {}

    /** {@code GET /dead-letters}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "listDeadLetters",
            summary = "Dead letters, newest first.",
            parameters = {
                @Parameter(name = "limit", ref = PARAMETERS + "limit"),
                @Parameter(name = "cursor", ref = PARAMETERS + "cursor"),
                @Parameter(name = "reason", ref = PARAMETERS + "reason"),
                @Parameter(name = "source", ref = PARAMETERS + "source"),
                @Parameter(name = "part", ref = PARAMETERS + "part"),
                @Parameter(name = "from", ref = PARAMETERS + "from"),
                @Parameter(name = "to", ref = PARAMETERS + "to")
            })
    @interface ListDeadLetters {}

    /** {@code GET /dead-letters/{id}}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "findDeadLetter",
            summary = "A dead letter with its content.",
            parameters = @Parameter(name = "id", ref = PARAMETERS + "letterId"))
    @interface FindDeadLetter {}

    /** {@code POST /dead-letters/{id}/redrive}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "redriveDeadLetter",
            summary = "Writes the record of a dead letter back to its topic, once.",
            parameters = {
                @Parameter(name = "id", ref = PARAMETERS + "letterId"),
                @Parameter(name = "by", ref = PARAMETERS + "by")
            })
    @interface RedriveDeadLetter {}

    /** {@code POST /dead-letters/redrive}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "redriveDeadLetters",
            summary =
                    "Writes the records of many dead letters back, for about 2 s; `nextCursor` continues.",
            parameters = {
                @Parameter(name = "cursor", ref = PARAMETERS + "cursor"),
                @Parameter(name = "reason", ref = PARAMETERS + "reason"),
                @Parameter(name = "source", ref = PARAMETERS + "source"),
                @Parameter(name = "part", ref = PARAMETERS + "part"),
                @Parameter(name = "from", ref = PARAMETERS + "from"),
                @Parameter(name = "to", ref = PARAMETERS + "to"),
                @Parameter(name = "by", ref = PARAMETERS + "by")
            })
    @interface RedriveDeadLetters {}

    /** {@code POST /dead-letters/skip}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "skipRecord",
            summary = "Makes streams-app skip a record that it cannot process.",
            parameters = {
                @Parameter(name = "topic", ref = PARAMETERS + "topic"),
                @Parameter(name = "partition", ref = PARAMETERS + "partition"),
                @Parameter(name = "offset", ref = PARAMETERS + "offset"),
                @Parameter(name = "by", ref = PARAMETERS + "by")
            })
    @interface SkipRecord {}
}
