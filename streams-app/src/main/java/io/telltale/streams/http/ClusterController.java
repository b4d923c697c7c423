package io.telltale.streams.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.telltale.service.openapi.DocumentedResponses;
import io.telltale.service.query.Query;
import io.telltale.streams.query.InstanceDirectory;
import io.telltale.streams.query.InstanceDirectory.Instance;
import java.util.List;

/** {@code /cluster}: the instances of the service. */
@Controller("/cluster")
@DocumentedResponses.AllRoutes
@Tag(name = "Cluster")
final class ClusterController {

    private final InstanceDirectory instances;

    ClusterController(InstanceDirectory instances) {
        this.instances = instances;
    }

    /**
     * The cluster.
     *
     * @param ready whether every partition is processed by a running instance
     */
    @Serdeable
    record ClusterJson(boolean ready, List<InstanceJson> instances) {}

    /**
     * An instance.
     *
     * @param address {@code host:port}
     * @param active partitions that it processes
     * @param standby partitions it keeps standby copies of
     * @param lag records of its input that are not in its stores; null while unknown
     * @param restored how much of what it has to restore is restored, 0 to 1
     */
    @Serdeable
    record InstanceJson(
            String address,
            InstanceDirectory.State state,
            List<Integer> active,
            List<Integer> standby,
            @Nullable Long lag,
            double restored) {

        static InstanceJson of(Instance instance) {
            var lag = instance.lag();
            return new InstanceJson(
                    instance.address(),
                    instance.state(),
                    instance.active(),
                    instance.standby(),
                    lag.isPresent() ? lag.getAsLong() : null,
                    instance.restored());
        }
    }

    /** The instances, by address, and what each of them does. */
    @Get
    ClusterJson cluster(HttpRequest<?> request) {
        Query.none(request);
        var all = instances.all();
        return new ClusterJson(
                instances.areReady(all), all.stream().map(InstanceJson::of).toList());
    }
}
