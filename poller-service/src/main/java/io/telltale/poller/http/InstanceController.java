package io.telltale.poller.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Hidden;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;

/** {@code /instance/poll-tasks}: the tasks this instance polls, for other instances. */
@Hidden
@Controller("/instance/poll-tasks")
final class InstanceController {

    /** One more than a list of all instances has, which tells whether more follow. */
    private static final int MOST = 501;

    private final OwnTasks own;
    private final ClusterTasks cluster;

    InstanceController(OwnTasks own, ClusterTasks cluster) {
        this.own = own;
        this.cluster = cluster;
    }

    @Get
    InstanceTasks after(
            @QueryValue(defaultValue = "") String after,
            @QueryValue int limit,
            @QueryValue @Nullable String provider,
            @QueryValue @Nullable String account,
            @QueryValue @Nullable String kind,
            @QueryValue @Nullable String state) {
        if (limit < 1 || limit > MOST) {
            throw ProblemException.badParameter("limit", "1 to " + MOST, Integer.toString(limit));
        }
        return own.after(after, TaskFilter.of(provider, account, kind, state), limit);
    }

    @Get("/{id}")
    PollTaskJson find(String id) {
        return cluster.task(id)
                .flatMap(own::find)
                .orElseThrow(() ->
                        ProblemException.of(
                                ProblemType.UNKNOWN_TASK, "expected the id of a task polled here"));
    }
}
