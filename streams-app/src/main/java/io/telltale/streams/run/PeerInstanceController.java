package io.telltale.streams.run;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import io.telltale.service.access.PeersOnly;

/** {@code /peer/instance} and {@code /peer/report}: this instance, for other instances. */
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

    @Get("/" + PeerReports.ROUTE)
    byte[] report() {
        return lagMonitor.watch().own().bytes();
    }

    @Get("/" + ClusterInstances.ROUTE)
    byte[] instance() {
        return instances.ownStatus();
    }
}
