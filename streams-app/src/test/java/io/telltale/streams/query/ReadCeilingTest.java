package io.telltale.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Reads at the same time are bounded. */
class ReadCeilingTest {

    private final ReadCeiling ceiling = new ReadCeiling(1);

    @Test
    void whatIsAboveItIsRefusedAtOnce() {
        var inner = ceiling.within(() -> ceiling.within(() -> "above").isPresent());

        assertThat(inner).contains(false);
    }

    @Test
    void aPlaceIsFreeAgainWhenAReadHasEnded() {
        assertThatThrownBy(() ->
                        ceiling.within(() -> {
                            throw new IllegalStateException("a store is closed");
                        }))
                .hasMessage("a store is closed");

        assertThat(ceiling.within(() -> "next")).contains("next");
    }
}
