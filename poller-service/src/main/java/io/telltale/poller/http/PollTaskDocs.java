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
final class PollTaskDocs {

    static final String LOCATION = "#/components/headers/Location";

    private static final String SCHEMAS = "#/components/schemas/";
    private static final String PARAMETERS = "#/components/parameters/";

    private PollTaskDocs() {}

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
