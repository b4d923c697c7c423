package io.telltale.poller.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.schedule.CommitFailedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OwnGraphDevicesTest {

    @Test
    void asksToComeBack_whenTheAccountHasJustGoneElsewhere() {
        var lost =
                CompletableFuture.<GraphDevicePage>failedFuture(
                        new CommitFailedException("fenced", new IllegalStateException()));

        var page = OwnGraphDevices.await(lost, Duration.ofSeconds(1));

        assertThat(requireNonNull(page.refusal()).retryAfterSeconds()).isPositive();
    }

    @Test
    void aCallerThatWaitsNoLongerDoesNotEndTheRequestToGraph() {
        var slow = new CompletableFuture<GraphDevicePage>();

        var page = OwnGraphDevices.await(slow, Duration.ofMillis(1));

        assertThat(requireNonNull(page.refusal()).retryAfterSeconds()).isPositive();
        assertThat(slow).isNotDone();
    }
}
