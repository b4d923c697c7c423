package io.telltale.poller.http;

import io.telltale.poller.partition.PartitionAssignment;
import io.telltale.poller.poll.graph.GraphClients;
import io.telltale.poller.schedule.CommitFailedException;
import io.telltale.providers.graph.GraphDeviceRows;
import io.telltale.providers.graph.GraphPageLink;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.schemas.ref.MalformedRefException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lists the devices of accounts that this instance polls, with the session and the budget of their
 * polls. The account's partition asks Graph and signs in; the thread of the HTTP request only
 * waits.
 */
@Singleton
final class OwnGraphDevices {

    private static final Duration LIMIT = Duration.ofSeconds(35);
    private static final long SOON = 5;
    private static final long AFTER_AN_OPERATOR = 60;

    private final PartitionAssignment partitions;

    OwnGraphDevices(PartitionAssignment partitions) {
        this.partitions = partitions;
    }

    /** A page; empty when this instance does not poll the account. */
    Optional<GraphDevicePage> list(String account, Optional<GraphPageLink> link) {
        return partitions
                .request(account, clients -> fetch(account, clients, link))
                .map(page -> await(page, LIMIT));
    }

    private static GraphDevicePage fetch(
            String account, GraphClients clients, Optional<GraphPageLink> link) {
        return switch (clients) {
            case GraphClients.Usable usable -> page(account, usable.devices().fetch(link));
            case GraphClients.Locked(var detail) ->
                    GraphDevicePage.refused(detail, AFTER_AN_OPERATOR);
        };
    }

    /** The request goes on when the wait ends, so that no refresh token is lost. */
    static GraphDevicePage await(Future<GraphDevicePage> page, Duration limit) {
        try {
            return page.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return GraphDevicePage.refused("Graph has not answered within " + limit, SOON);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return GraphDevicePage.refused("interrupted", SOON);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CommitFailedException) {
                return GraphDevicePage.refused("the account is not polled here any more", SOON);
            }
            throw new IllegalStateException("a request to Graph has failed with a bug", e);
        }
    }

    private static GraphDevicePage page(String account, Answer<GraphDeviceRows> answer) {
        return switch (answer) {
            case Answer.Got<GraphDeviceRows>(var page) -> whole(account, page);
            case Answer.Throttled<GraphDeviceRows>(var wait) ->
                    GraphDevicePage.refused(
                            "Graph asks to wait " + wait, Math.max(1, wait.toSeconds()));
            case Answer.SignInFailed<GraphDeviceRows>(var detail) ->
                    GraphDevicePage.refused(detail, AFTER_AN_OPERATOR);
            case Answer.Refused<GraphDeviceRows>(var status, var code, var message) ->
                    GraphDevicePage.refused(
                            "Graph refuses: HTTP %d %s: %s".formatted(status, code, message),
                            AFTER_AN_OPERATOR);
            case Answer.Unavailable<GraphDeviceRows>(var reason) ->
                    GraphDevicePage.refused(reason, SOON);
            case Answer.Unreadable<GraphDeviceRows>(_, var reason) ->
                    GraphDevicePage.refused(
                            "Graph's answer cannot be read: " + reason, AFTER_AN_OPERATOR);
        };
    }

    /** Whole or refused: a device that is left out in silence would not be looked for. */
    private static GraphDevicePage whole(String account, GraphDeviceRows page) {
        var broken = Row.broken(page.devices());
        if (!broken.isEmpty()) {
            var first = broken.getFirst();
            return GraphDevicePage.refused(
                    "device %d cannot be read: %s".formatted(first.index(), first.detail()),
                    AFTER_AN_OPERATOR);
        }
        try {
            return GraphDevicePage.of(account, page);
        } catch (MalformedRefException e) {
            return GraphDevicePage.refused(
                    "the id of a device cannot be a ref: " + e.getMessage(), AFTER_AN_OPERATOR);
        }
    }
}
