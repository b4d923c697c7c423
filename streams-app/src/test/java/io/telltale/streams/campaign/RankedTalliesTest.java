package io.telltale.streams.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.ReasonCount;
import io.telltale.streams.record.TallyDelta;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankedTalliesTest {

    private static final String CAMPAIGN = "a:b";

    private final StoreInMemory store = new StoreInMemory();
    private final RankedTallies tallies = new RankedTallies(CampaignViews.of(store));

    @ParameterizedTest
    @CsvSource({"-3,0", "0,0", "1,1", "1023,1023", "1025,1024", "2047,2046", "100000,99968"})
    void theRankOfACountKeepsItsTenLeadingDigits(long devices, long rank) {
        assertThat(RankedTallies.rank(devices)).isEqualTo(rank);
    }

    @Test
    void theMostFrequentAreThoseThatSortingAllOfThemWouldFind() {
        for (var seed = 1; seed <= 100; seed++) {
            var random = new Random(seed);
            var campaign = CAMPAIGN + seed;
            var counts = new HashMap<String, Long>();
            var most = random.nextBoolean() ? 5 : 1 << (5 + random.nextInt(12));
            for (var change = 0; change < 400; change++) {
                var id = "%032x".formatted(random.nextInt(120));
                var known = counts.getOrDefault(id, 0L);
                var now = random.nextInt(4) == 0 ? 0 : (long) random.nextInt(most);
                change(campaign, id, now - known);
                counts.put(id, now);
            }
            counts.values().removeIf(count -> count == 0);

            assertThat(tallies.mostFrequent(campaign, new RowBudget(0)))
                    .as("seed %d", seed)
                    .extracting(ReasonCount::getReason, ReasonCount::getDevices)
                    .containsExactlyInAnyOrderElementsOf(
                            counts.entrySet().stream()
                                    .sorted(
                                            Comparator.comparingLong(
                                                            (Map.Entry<String, Long> entry) ->
                                                                    -entry.getValue())
                                                    .thenComparing(Map.Entry::getKey))
                                    .limit(RankedTallies.MOST_REASONS)
                                    .map(entry -> tuple(entry.getKey(), entry.getValue()))
                                    .toList());
        }
    }

    @Test
    void aTallyOfManyDevicesIsSeldomMovedInTheIndex() {
        change(CAMPAIGN, "%032x".formatted(1), 100_000);
        store.written();
        for (var device = 0; device < 1_000; device++) {
            change(CAMPAIGN, "%032x".formatted(1), 1);
        }

        assertThat(store.written()).isLessThan(1_000 + 2 * 20);
    }

    @Test
    void aTallyThatNobodyIsInLeavesNothing() {
        change(CAMPAIGN, "%032x".formatted(1), 3);
        change(CAMPAIGN, "%032x".formatted(1), -3);

        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void whateverTheCounts_noMoreThanItsLimitIsLookedAt() {
        for (var tally = 0; tally < 3_000; tally++) {
            change(CAMPAIGN, "%032x".formatted(tally), 100_000 + tally % 10);
        }
        store.looked();

        assertThat(tallies.mostFrequent(CAMPAIGN, new RowBudget(0))).hasSize(50);
        assertThat(store.looked()).isLessThanOrEqualTo(3 * RankedTallies.MOST_RANKS);
    }

    /** The reason of a tally is its id, so that tallies differ. */
    private void change(String campaign, String id, long devices) {
        var change = new TallyDelta(id, Outcome.FAILED, "failed", id, devices);
        tallies.write(campaign, tallies.prepare(campaign, change));
    }
}
