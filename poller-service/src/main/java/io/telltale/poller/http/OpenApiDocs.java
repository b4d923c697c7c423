package io.telltale.poller.http;

import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** Documents the requests of each route; the components are defined in {@code src/main/openapi}. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Telltale poller-service",
                        version = "1",
                        description =
                                "Poll tasks, declared links between refs, and dead letters. Every"
                                        + " member of an answer is always present: `null` when"
                                        + " unknown, `[]` when empty.",
                        license =
                                @License(
                                        name = "Apache-2.0",
                                        url = "https://www.apache.org/licenses/LICENSE-2.0")))
final class OpenApiDocs {

    static final String LOCATION = "#/components/headers/Location";

    private static final String SCHEMAS = "#/components/schemas/";
    private static final String PARAMETERS = "#/components/parameters/";

    private OpenApiDocs() {}

    /** The answer is the task as wanted; its owner follows. */
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "202",
            description = "The change is written; it takes effect soon after.",
            useReturnTypeSchema = true)
    @interface TakesEffectSoon {}

    /** {@code GET /poll-tasks}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "listPollTasks",
            summary = "Poll tasks, ascending by id.",
            parameters = {
                @Parameter(name = "limit", ref = PARAMETERS + "limit"),
                @Parameter(name = "cursor", ref = PARAMETERS + "cursor"),
                @Parameter(name = "provider", ref = PARAMETERS + "provider"),
                @Parameter(name = "account", ref = PARAMETERS + "account"),
                @Parameter(name = "kind", ref = PARAMETERS + "kind"),
                @Parameter(name = "state", ref = PARAMETERS + "state")
            })
    @interface ListPollTasks {}

    /** {@code GET /poll-tasks/{id}}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "findPollTask",
            summary = "A poll task.",
            parameters = @Parameter(name = "id", ref = PARAMETERS + "taskId"))
    @interface FindPollTask {}

    /** {@code PUT /poll-tasks/{id}}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "putPollTask",
            summary = "Creates or changes a poll task; a changed one continues at its checkpoint.",
            parameters = @Parameter(name = "id", ref = PARAMETERS + "taskId"),
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = SCHEMAS + "WantedTask"))))
    @interface PutPollTask {}

    /** {@code POST /poll-tasks}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "createPollTask",
            summary = "Creates a poll task; its id is derived from what is polled.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = SCHEMAS + "WantedTask"))))
    @interface CreatePollTask {}

    /** {@code DELETE /poll-tasks/{id}}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "deletePollTask",
            summary = "Deletes a poll task with its checkpoints.",
            parameters = @Parameter(name = "id", ref = PARAMETERS + "taskId"))
    @interface DeletePollTask {}

    /** {@code POST /poll-tasks/{id}/pause}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "pausePollTask",
            summary = "Suspends polling until it is resumed.",
            parameters = @Parameter(name = "id", ref = PARAMETERS + "taskId"))
    @interface PausePollTask {}

    /** {@code POST /poll-tasks/{id}/resume}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "resumePollTask",
            summary = "Resumes polling.",
            parameters = @Parameter(name = "id", ref = PARAMETERS + "taskId"))
    @interface ResumePollTask {}

    /** {@code POST /poll-tasks/{id}/poll-now}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "pollNow",
            summary = "Polls at once.",
            parameters = {
                @Parameter(name = "id", ref = PARAMETERS + "taskId"),
                @Parameter(name = "device", ref = PARAMETERS + "pollFirst")
            })
    @interface PollNow {}

    /** {@code POST /poll-tasks/{id}/skip}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "skipPage",
            summary = "Skips the page that blocks the task.",
            parameters = @Parameter(name = "id", ref = PARAMETERS + "taskId"))
    @interface SkipPage {}

    /** {@code POST /poll-tasks/import}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "importPollTasks",
            summary = "Creates or changes many poll tasks.",
            requestBody =
                    @RequestBody(
                            required = true,
                            description = "A poll task a line, up to 8 MiB.",
                            content =
                                    @Content(
                                            mediaType = "application/x-ndjson",
                                            schema = @Schema(type = "string"))))
    @interface ImportPollTasks {}

    /** {@code GET /identities/{ref}}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "findLinks",
            summary = "The declared links of a ref.",
            parameters = @Parameter(name = "ref", ref = PARAMETERS + "ref"))
    @interface FindLinks {}

    /** {@code PUT /identities/{ref}}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "declareLinks",
            summary = "Declares that the ref and each ref of `sameAs` are one device.",
            parameters = @Parameter(name = "ref", ref = PARAMETERS + "ref"))
    @interface DeclareLinks {}

    /** {@code DELETE /identities/{ref}}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "withdrawLinks",
            summary = "Withdraws links of a ref; without `sameAs` all that are declared.",
            parameters = {
                @Parameter(name = "ref", ref = PARAMETERS + "ref"),
                @Parameter(name = "sameAs", ref = PARAMETERS + "sameAs"),
                @Parameter(name = "by", ref = PARAMETERS + "by")
            })
    @interface WithdrawLinks {}

    /** {@code POST /identities/import}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "importLinks",
            summary = "Declares many links.",
            parameters = @Parameter(name = "by", ref = PARAMETERS + "by"),
            requestBody =
                    @RequestBody(
                            required = true,
                            description =
                                    "A link a line, `ref,sameAs,validFrom,validTo,by`, up to 8 MiB.",
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema = @Schema(type = "string"))))
    @interface ImportLinks {}

    /** {@code GET /identities/conflicts}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "listConflicts",
            summary = "Links that are not applied, and the reason.",
            parameters = {
                @Parameter(name = "limit", ref = PARAMETERS + "limit"),
                @Parameter(name = "cursor", ref = PARAMETERS + "cursor")
            })
    @interface ListConflicts {}

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

    /** {@code GET /graph/{account}/devices}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "listGraphDevices",
            summary = "Devices of a Microsoft account.",
            parameters = {
                @Parameter(name = "account", ref = PARAMETERS + "graphAccount"),
                @Parameter(name = "cursor", ref = PARAMETERS + "graphCursor")
            })
    @interface ListGraphDevices {}
}
