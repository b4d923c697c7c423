package io.telltale.poller.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;
import io.telltale.service.access.PeersOnly;
import java.time.Duration;

/** {@code /peer/graph/{account}/devices}: the devices of an account that this instance polls. */
@Hidden
@PeersOnly
@Controller("/peer/graph")
final class PeerGraphDevicesController {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final OwnGraphDevices own;

    PeerGraphDevicesController(OwnGraphDevices own) {
        this.own = own;
    }

    @Get("/{account}/devices")
    GraphDevicePage devices(String account, HttpRequest<?> request) {
        var cursor = GraphDevicesController.cursor(request);
        return own.list(account, GraphDevicesController.link(account, cursor))
                .orElseThrow(() ->
                        GraphDevicesController.later(
                                "this instance does not poll the account now", SOON));
    }
}
