package io.telltale.localstack.check.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.localstack.check.stack.LedgerLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueueBlocksTest {

    private static final Instant FIRST = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant SECOND = FIRST.plusSeconds(5);

    @Test
    void aBlockThatComesAgainAsTwinsNeedNotBeFoundTwice() {
        var lines = List.of(line("a", FIRST), line("a", SECOND), line("b", SECOND));

        assertThat(texts(lines)).containsExactly("a", "b");
    }

    @Test
    void aTwinInABlockThatLacksAnotherRowOfTheOneBeforeHasToBeFound() {
        var lines = List.of(line("a", FIRST), line("b", FIRST), line("a", SECOND));

        assertThat(texts(lines)).containsExactly("a", "b", "a");
    }

    @Test
    void twinsInOneBlockHaveToBeFound() {
        assertThat(texts(List.of(line("a", FIRST), line("a", FIRST)))).containsExactly("a", "a");
    }

    @Test
    void aBlockOfTwoTwinsIsNotHeldByOneOfThem() {
        var lines = List.of(line("a", FIRST), line("a", FIRST), line("a", SECOND));

        assertThat(texts(lines)).containsExactly("a", "a", "a");
    }

    @Test
    void whatWasNotAcknowledgedNeedNotBeFound() {
        assertThat(texts(List.of(line("a", null), line("b", FIRST)))).containsExactly("b");
    }

    private static List<String> texts(List<LedgerLine> lines) {
        return QueueBlocks.of(lines).knowable().stream().map(SmsFact::text).toList();
    }

    private static LedgerLine line(String text, @Nullable Instant acknowledgedAt) {
        var fact =
                """
                {"deviceIds": [{"id": "7020040110", "kind": "mdn"}],
                 "timestamp": "2026-11-26T11:59:00Z", "message": "%s"}
                """
                        .formatted(text);
        return new LedgerLine(
                "thingspace-sms-queue", "acc", "POLL", Events.json(fact), acknowledgedAt);
    }
}
