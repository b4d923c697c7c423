package io.telltale.poller.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.telltale.poller.partition.TaskOwners;
import io.telltale.poller.task.ConfiguredAccounts;
import io.telltale.providers.graph.GraphPageLink;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.topic.AccountPartition;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.service.openapi.DocumentedResponses;
import io.telltale.service.peer.PeerAddress;
import io.telltale.service.peer.PeerUnavailableException;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import io.telltale.service.query.Cursor;
import io.telltale.service.query.Query;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /graph/{account}/devices}: the devices that commands can be sent to. The instance that
 * polls the account asks Graph; any other instance forwards the request to it.
 */
@Controller
@DocumentedResponses.AllRoutes
@Tag(name = "Graph devices")
final class GraphDevicesController {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final ConfiguredAccounts accounts;
    private final OwnGraphDevices own;
    private final OtherInstances others;
    private final TaskOwners owners;
    private final PeerAddress address;
    private final int partitions;

    GraphDevicesController(
            ConfiguredAccounts accounts,
            OwnGraphDevices own,
            OtherInstances others,
            TaskOwners owners,
            PeerAddress address,
            TopicLayout layout) {
        this.accounts = accounts;
        this.own = own;
        this.others = others;
        this.owners = owners;
        this.address = address;
        this.partitions = layout.partitions();
    }

    /**
     * A page.
     *
     * @param items in Graph's order
     * @param nextCursor null at the end of the list
     */
    @Serdeable
    record Devices(List<GraphDevicePage.Item> items, @Nullable String nextCursor) {}

    @Get("/graph/{account}/devices")
    @PollTaskDocs.ListGraphDevices
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayBeUnavailable
    Devices devices(String account, HttpRequest<?> request) {
        if (!accounts.at(Provider.GRAPH).contains(account)) {
            throw ProblemException.of(
                    ProblemType.UNKNOWN_PATH, "expected a configured account of Graph");
        }
        var cursor = cursor(request);
        var page =
                own.list(account, link(account, cursor)).orElseGet(() -> ofOwner(account, cursor));
        var refusal = page.refusal();
        if (refusal != null) {
            throw later(refusal.detail(), Duration.ofSeconds(refusal.retryAfterSeconds()));
        }
        return new Devices(page.items(), page.nextCursor());
    }

    static Optional<String> cursor(HttpRequest<?> request) {
        var query = Query.of(request, Set.of("cursor"));
        var cursor = query.largeCursor();
        query.refuseIfWrong();
        return cursor;
    }

    static Optional<GraphPageLink> link(String account, Optional<String> cursor) {
        return cursor.map(text -> Cursor.parse(text, GraphDevicePage.LIST))
                .map(place -> {
                    var link = GraphPageLink.of(place.place());
                    return link.filter(_ -> place.owner().equals(account)).orElseThrow(place::bad);
                });
    }

    private GraphDevicePage ofOwner(String account, Optional<String> cursor) {
        var owner =
                owners.addresses()
                        .map(all ->
                                all.get(AccountPartition.of(Provider.GRAPH, account, partitions)))
                        .filter(other -> !other.equals(address.text()))
                        .orElseThrow(() -> later("no instance polls the account now", SOON));
        try {
            return others.devices(owner, account, cursor);
        } catch (PeerUnavailableException e) {
            throw later(String.valueOf(e.getMessage()), SOON);
        }
    }

    static ProblemException later(String why, Duration retryAfter) {
        return ProblemException.later(ProblemType.INCOMPLETE, why, retryAfter);
    }
}
