package io.telltale.poller.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.telltale.poller.http.PollerInstances.PollerInstance;
import io.telltale.service.openapi.DocumentedResponses;
import io.telltale.service.query.Query;
import java.util.List;

/** {@code /cluster}: the instances of the service. */
@Controller("/cluster")
@DocumentedResponses.AllRoutes
@Tag(name = "Cluster")
final class PollerClusterController {

    private final PollerInstances instances;

    PollerClusterController(PollerInstances instances) {
        this.instances = instances;
    }

    /**
     * The cluster.
     *
     * @param ready whether every partition is polled by the instance that it is assigned to
     */
    @Serdeable
    record PollerClusterJson(boolean ready, List<PollerInstanceJson> instances) {}

    /** What an instance does. */
    enum PollerInstanceState {
        /** It polls its partitions. */
        RUNNING,
        /** It reads tasks and checkpoints of its partitions. */
        RESTORING,
        /** It does not answer. */
        UNREACHABLE
    }

    /**
     * An instance, with the members that instances of streams-app have.
     *
     * @param address {@code host:port}
     * @param active partitions that it polls, or is about to poll
     * @param standby empty: there are no copies, the state is small
     * @param lag null: it reads providers
     * @param restored how many of its partitions it polls, 0 to 1
     */
    @Serdeable
    record PollerInstanceJson(
            String address,
            PollerInstanceState state,
            List<Integer> active,
            List<Integer> standby,
            @Nullable Long lag,
            double restored) {

        static PollerInstanceJson of(PollerInstance instance) {
            return new PollerInstanceJson(
                    instance.address(),
                    state(instance),
                    instance.assigned().stream().sorted().toList(),
                    List.of(),
                    null,
                    instance.restored());
        }

        private static PollerInstanceState state(PollerInstance instance) {
            if (instance.polled().isEmpty()) {
                return PollerInstanceState.UNREACHABLE;
            }
            return instance.restored() < 1
                    ? PollerInstanceState.RESTORING
                    : PollerInstanceState.RUNNING;
        }
    }

    /** The instances, by address, and the partitions of each. */
    @Get
    @DocumentedResponses.MayBeUnavailable
    PollerClusterJson cluster(HttpRequest<?> request) {
        Query.none(request);
        var all = instances.all();
        return new PollerClusterJson(
                instances.areReady(all), all.stream().map(PollerInstanceJson::of).toList());
    }
}
