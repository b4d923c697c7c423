package io.telltale.poller.http;

import io.telltale.poller.partition.OwnedPartitions;
import io.telltale.poller.poll.GraphClients;
import io.telltale.poller.schedule.CommitFailed;
import io.telltale.providers.graph.DeviceLink;
import io.telltale.providers.graph.DevicePage;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.schemas.ref.MalformedRefException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lists the devices of accounts that this instance polls, signed in as their polls are and under
 * the same budget.
 */
@Singleton
final class OwnGraphDevices {

    private static final long SOON = 5;
    private static final long WHEN_SOMEBODY_LOOKED = 60;

    private final OwnedPartitions partitions;

    OwnGraphDevices(OwnedPartitions partitions) {
        this.partitions = partitions;
    }

    /** A page; empty when the account is not polled here. */
    Optional<GraphDevicePage> list(String account, Optional<DeviceLink> link) {
        return partitions
                .graph(account)
                .map(clients ->
                        switch (clients) {
                            case GraphClients.Usable usable ->
                                    asked(() -> usable.devices().fetch(link));
                            case GraphClients.Locked(var detail) ->
                                    GraphDevicePage.refused(detail, WHEN_SOMEBODY_LOOKED);
                        });
    }

    /** A sign-in is committed first, which fails when the account has just gone elsewhere. */
    static GraphDevicePage asked(Supplier<Answer<DevicePage>> devices) {
        try {
            return told(devices.get());
        } catch (CommitFailed e) {
            return GraphDevicePage.refused("the account is not polled here any more", SOON);
        }
    }

    private static GraphDevicePage told(Answer<DevicePage> answer) {
        return switch (answer) {
            case Answer.Got<DevicePage>(var page) -> whole(page);
            case Answer.Throttled<DevicePage>(var wait) ->
                    GraphDevicePage.refused(
                            "Graph asks to wait " + wait, Math.max(1, wait.toSeconds()));
            case Answer.SignInFailed<DevicePage>(var detail) ->
                    GraphDevicePage.refused(detail, WHEN_SOMEBODY_LOOKED);
            case Answer.Refused<DevicePage>(var status, var code, var message) ->
                    GraphDevicePage.refused(
                            "Graph refuses: HTTP %d %s: %s".formatted(status, code, message),
                            WHEN_SOMEBODY_LOOKED);
            case Answer.Unavailable<DevicePage>(var reason) ->
                    GraphDevicePage.refused(reason, SOON);
            case Answer.Unreadable<DevicePage>(_, var reason) ->
                    GraphDevicePage.refused(
                            "Graph's answer cannot be read: " + reason, WHEN_SOMEBODY_LOOKED);
        };
    }

    /** Whole or refused: a device that is left out in silence would not be looked for. */
    private static GraphDevicePage whole(DevicePage page) {
        var broken = Row.broken(page.devices());
        if (!broken.isEmpty()) {
            var first = broken.getFirst();
            return GraphDevicePage.refused(
                    "device %d cannot be read: %s".formatted(first.index(), first.detail()),
                    WHEN_SOMEBODY_LOOKED);
        }
        try {
            return GraphDevicePage.of(page);
        } catch (MalformedRefException e) {
            return GraphDevicePage.refused(
                    "the id of a device cannot be a ref: " + e.getMessage(), WHEN_SOMEBODY_LOOKED);
        }
    }
}
