package io.telltale.poller.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.telltale.poller.partition.OwnedPartitions;
import io.telltale.service.access.EdgeSettings;
import java.util.List;

/** {@code GET /poll-tasks}: the tasks this instance polls, by id. */
@Controller("/poll-tasks")
final class PollTaskController {

    private final OwnedPartitions partitions;
    private final String owner;

    PollTaskController(OwnedPartitions partitions, EdgeSettings edge) {
        this.partitions = partitions;
        this.owner = edge.host() + ":" + edge.port();
    }

    @Get
    PollTaskPage list() {
        return new PollTaskPage(
                partitions.statuses().stream()
                        .map(status -> PollTaskJson.of(status, owner))
                        .toList(),
                null);
    }

    /**
     * A page of tasks.
     *
     * @param items by id
     * @param nextCursor null: the answer is whole
     */
    @Serdeable
    record PollTaskPage(List<PollTaskJson> items, @Nullable String nextCursor) {}
}
