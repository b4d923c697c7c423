package io.telltale.schemas.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CausesTest {

    private final IOException root = new IOException("root");
    private final Exception failure = new IllegalStateException(new RuntimeException(root));

    @Test
    void theChainBeginsWithTheFailureAndEndsWithItsRoot() {
        assertThat(Causes.of(failure)).hasSize(3).startsWith(failure).endsWith(root);
        assertThat(Causes.root(failure)).isSameAs(root);
        assertThat(Causes.root(root)).isSameAs(root);
    }

    @Test
    void aTypeIsFoundAnywhereInTheChain() {
        assertThat(Causes.has(failure, IOException.class)).isTrue();
        assertThat(Causes.has(root, IllegalStateException.class)).isFalse();
    }
}
