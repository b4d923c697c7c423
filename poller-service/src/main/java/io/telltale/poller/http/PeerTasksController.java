package io.telltale.poller.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;
import io.telltale.service.access.PeersOnly;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import io.telltale.service.query.Query;
import java.util.Set;

/** {@code /peer/poll-tasks}: the tasks this instance polls, for other instances. */
@Hidden
@PeersOnly
@Controller("/peer/poll-tasks")
final class PeerTasksController {

    /** One more than a page of the cluster holds, so that it knows whether more follow. */
    private static final long MOST = 501;

    private static final int LONGEST_ID = 1_000;
    private static final Set<String> NAMES =
            Set.of("after", "limit", "provider", "account", "kind", "state");

    private final OwnTasks own;
    private final ClusterTasks cluster;

    PeerTasksController(OwnTasks own, ClusterTasks cluster) {
        this.own = own;
        this.cluster = cluster;
    }

    @Get
    InstanceTasks after(HttpRequest<?> request) {
        var query = Query.of(request, NAMES);
        var filter = TaskFilter.of(query);
        var after = query.text("after", LONGEST_ID).orElse("");
        var limit = query.number("limit", 1, MOST).orElse(MOST);
        query.refuseIfWrong();
        return own.after(after, filter, Math.toIntExact(limit));
    }

    @Get("/{id}")
    PollTaskJson find(String id, HttpRequest<?> request) {
        Query.none(request);
        return cluster.task(id)
                .flatMap(own::find)
                .orElseThrow(() ->
                        ProblemException.of(
                                ProblemType.UNKNOWN_TASK, "expected the id of a task polled here"));
    }
}
