package io.telltale.streams.run;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import io.telltale.service.access.PeersOnly;

/** {@code /peer/instance} and {@code /peer/passed-offsets}: this instance, for other instances. */
@Hidden
@PeersOnly
@Controller("/peer")
@Produces(MediaType.APPLICATION_OCTET_STREAM)
@Requires(beans = StreamsSettings.class)
final class PeerInstanceController {

    private final LagMonitor lagMonitor;
    private final ClusterInstances instances;

    PeerInstanceController(LagMonitor lagMonitor, ClusterInstances instances) {
        this.lagMonitor = lagMonitor;
        this.instances = instances;
    }

    @Get("/" + PassedOffsets.ROUTE)
    byte[] passedOffsets() {
        return PassedOffsets.bytes(lagMonitor.passed());
    }

    @Get("/" + ClusterInstances.ROUTE)
    byte[] instance() {
        return instances.ownStatus();
    }
}
