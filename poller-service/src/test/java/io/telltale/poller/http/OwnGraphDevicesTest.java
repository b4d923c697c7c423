package io.telltale.poller.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.schedule.CommitFailedException;
import org.junit.jupiter.api.Test;

class OwnGraphDevicesTest {

    @Test
    void asksToComeBack_whenTheAccountHasJustGoneElsewhere() {
        var page =
                OwnGraphDevices.asked(
                        "demo",
                        () -> {
                            throw new CommitFailedException("fenced", new IllegalStateException());
                        });

        assertThat(requireNonNull(page.refusal()).retryAfterSeconds()).isPositive();
    }
}
