package io.telltale.streams.campaign;

import static io.telltale.streams.campaign.CampaignEvents.CAMPAIGN;
import static io.telltale.streams.campaign.CampaignEvents.NOW;
import static io.telltale.streams.campaign.CampaignEvents.reading;
import static io.telltale.streams.campaign.CampaignEvents.upgrade;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Outcome;
import io.telltale.streams.step.KeyedPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemberReaderTest {

    private static final MemberFilter ALL = new MemberFilter(Optional.empty(), false);
    private static final MemberFilter FAILED = new MemberFilter(Optional.of(Outcome.FAILED), false);
    private static final CampaignActivity ACTIVE = new CampaignActivity(false, NOW.toEpochMilli());

    private final CampaignTasks tasks = new CampaignTasks(1);
    private final StoreInMemory store = tasks.ref(0).store;
    private final MemberReader reader = new MemberReader(store, CampaignTasks.STUCK);

    @Test
    void aPageLooksAtNoMoreRowsThanItShows() {
        given(2_000, Outcome.SUCCEEDED);
        store.looked();
        var page = reader.page(request(ALL, "", 1), ACTIVE, NOW);

        assertThat(page.items()).extracting(MemberStanding::ref).containsExactly(ref(0));
        assertThat(page.next()).contains(ref(0));
        assertThat(store.looked()).isLessThanOrEqualTo(3);
    }

    @Test
    void aFilteredPageStopsAtItsLimitOfRows_andGoesOnFromThere() {
        given(12_000, Outcome.SUCCEEDED);
        tasks.read(reading(upgrade(ref(11_000), "failed", Outcome.FAILED, 2, NOW)));
        store.looked();

        var first = reader.page(request(FAILED, "", 10), ACTIVE, NOW);
        assertThat(first.items()).isEmpty();
        assertThat(first.next()).contains(ref(4_999));
        assertThat(store.looked()).isLessThanOrEqualTo(MemberReader.MOST_ROWS + 20);

        var third = reader.page(request(FAILED, ref(9_999), 10), ACTIVE, NOW);
        assertThat(third.items()).extracting(MemberStanding::ref).containsExactly(ref(11_000));
        assertThat(third.next()).isEmpty();
    }

    @Test
    void aPageThatEndsTheListHasNoCursor() {
        given(3, Outcome.SUCCEEDED);

        assertThat(reader.page(request(ALL, "", 3), ACTIVE, NOW).next()).isEmpty();
        assertThat(reader.page(request(ALL, ref(0), 1), ACTIVE, NOW).next()).contains(ref(1));
    }

    @Test
    void aMergedPageEndsWhereTheFirstPartitionStops() {
        var one = new KeyedPage<>(members("a", "c"), Optional.of("c"));
        var other = new KeyedPage<>(members("b", "d"), Optional.of("z"));

        var merged = KeyedPage.merge(List.of(one, other), 3, MemberStanding::ref);
        assertThat(merged.items()).extracting(MemberStanding::ref).containsExactly("a", "b", "c");
        assertThat(merged.next()).contains("c");
        assertThat(KeyedPage.merge(List.of(one, other), 2, MemberStanding::ref).next())
                .contains("b");
    }

    @Test
    void removedDevicesAreListedOnlyWhereTheyAreAskedFor() {
        given(1, Outcome.REMOVED);
        var removed = new MemberFilter(Optional.of(Outcome.REMOVED), false);

        assertThat(reader.page(request(ALL, "", 9), ACTIVE, NOW).items()).isEmpty();
        assertThat(reader.page(request(removed, "", 9), ACTIVE, NOW).items()).hasSize(1);
    }

    @Test
    void aStuckDeviceHasItsReason() {
        given(1, Outcome.PENDING);
        var later = NOW.plus(Duration.ofHours(25));

        assertThat(reason(ACTIVE, NOW)).isEmpty();
        assertThat(reason(ACTIVE, later)).contains(StuckReason.PROVIDER_SILENT);
        assertThat(reason(new CampaignActivity(true, null), later))
                .contains(StuckReason.POLL_FAILING);
        assertThat(reason(new CampaignActivity(false, later.toEpochMilli()), later))
                .contains(StuckReason.DEVICE_SILENT);
    }

    private Optional<StuckReason> reason(CampaignActivity activity, Instant now) {
        return reader.page(request(ALL, "", 9), activity, now).items().getFirst().stuck();
    }

    private void given(int devices, Outcome outcome) {
        for (var device = 0; device < devices; device++) {
            tasks.read(reading(upgrade(ref(device), "status", outcome, 1, NOW)));
        }
    }

    private static String ref(int device) {
        return "imei:%05d".formatted(device);
    }

    private static MemberReader.Request request(MemberFilter filter, String after, int limit) {
        return new MemberReader.Request(CAMPAIGN, filter, after, limit);
    }

    private static List<MemberStanding> members(String... refs) {
        var standing = reading(upgrade("imei:1", "status", Outcome.SUCCEEDED, 1, NOW)).standing();
        return List.of(refs).stream()
                .map(ref -> new MemberStanding(ref, standing, Optional.empty()))
                .toList();
    }
}
