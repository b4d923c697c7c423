package io.telltale.streams.peer;

import static io.telltale.streams.topology.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.streams.campaign.CampaignActivity;
import io.telltale.streams.campaign.CampaignPosition;
import io.telltale.streams.campaign.MemberFilter;
import io.telltale.streams.campaign.MemberReader;
import io.telltale.streams.device.RefSpan;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.query.HistoryRow;
import io.telltale.streams.query.PartUnavailableException;
import io.telltale.streams.query.PartitionReads;
import io.telltale.streams.query.RowRange;
import io.telltale.streams.topology.Given;
import io.telltale.streams.topology.TopologyUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reads of another instance over HTTP are those of its stores. */
@NullUnmarked // what is missing fails the test
class PeerReadsTest {

    private static final String DEVICE = "imei:990000560000001";
    private static final String OTHER = "imei:990000560000002";
    private static final String SIM = "iccid:89148000000800139708";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Set<Integer> PARTITION = Set.of(0);
    private static final Set<TimelineFamily> ALL = EnumSet.allOf(TimelineFamily.class);

    @RegisterExtension final TopologyUnderTest graph = new TopologyUnderTest();
    @RegisterExtension final PeerUnderTest peer = new PeerUnderTest(graph);

    @Test
    void aReadOverHttpIsThatOfTheStores() {
        graph.given(Given.link(DEVICE, SIM));
        graph.given(Given.upgrade(DEVICE, "Queued", Outcome.PENDING, 1, NOW.minusSeconds(9)));
        graph.given(Given.upgrade(OTHER, "Done", Outcome.SUCCEEDED, 1, NOW.minusSeconds(8)));
        graph.given(Given.sms(SIM, "text", Channel.POLL, NOW.minusSeconds(7), NOW));
        graph.given(Given.scan(1, 2));
        graph.settle();

        for (var ref : List.of(DEVICE, OTHER, SIM, "imei:990000560000009")) {
            sameOf(reads -> reads.ref(ref));
            sameOf(reads -> reads.device(ref));
        }
        for (var after : List.of("", DEVICE)) {
            sameOf(reads -> reads.devices(PARTITION, after, 1));
            sameOf(reads -> members(reads, after));
        }
        sameOf(reads -> reads.campaign(Given.CAMPAIGN_REF));
        sameOf(reads -> reads.campaign(Given.ACCOUNT + ":unknown"));
        sameOf(reads -> reads.campaigns(PARTITION, Optional.empty(), 9));
        sameOf(reads ->
                reads.campaigns(
                        PARTITION,
                        Optional.of(
                                new CampaignPosition(
                                        NOW.toEpochMilli(), Given.ACCOUNT + ":unknown")),
                        9));
        assertThat(patiently(() -> peer.remote().device(SIM))).isEmpty();
        assertThat(patiently(() -> members(peer.remote(), "")).toString()).contains(DEVICE);
        assertThat(patiently(() -> peer.remote().campaigns(PARTITION, Optional.empty(), 9)))
                .hasSize(1);
    }

    private static Object members(PartitionReads reads, String after) {
        return reads.members(
                PARTITION,
                new MemberReader.Request(
                        Given.CAMPAIGN_REF, new MemberFilter(Optional.empty(), false), after, 1),
                new CampaignActivity(true, NOW.toEpochMilli()),
                NOW);
    }

    private void sameOf(Function<PartitionReads, Object> read) {
        assertThat(patiently(() -> read.apply(peer.remote())))
                .hasToString(read.apply(peer.local()).toString());
    }

    @Test
    void rowsOfSeveralRefsComeMergedAndInChunks() {
        for (var number = 0; number < 700; number++) {
            var at = NOW.minusSeconds(number);
            graph.given(
                    Given.sms(number % 3 == 0 ? SIM : DEVICE, "t" + number, Channel.POLL, at, at));
        }
        graph.settle();

        var ranges = List.of(range(DEVICE), range(SIM));
        var rows = rows(peer.remote(), ranges, ALL);

        assertThat(rows).hasSize(700).hasToString(rows(peer.local(), ranges, ALL).toString());
        assertThat(rows)
                .isSortedAccordingTo(
                        (one, next) -> next.key().orderAt().compareTo(one.key().orderAt()));
    }

    @Test
    void rowsThatTheHistoryLeavesOutComeWithoutTheirEvent() {
        for (var reading = 1; reading <= 3; reading++) {
            graph.given(
                    Given.upgrade(
                            DEVICE,
                            "Queued",
                            Outcome.PENDING,
                            reading,
                            NOW.minusSeconds(9 - reading)));
        }
        graph.given(Given.sms(DEVICE, "text", Channel.POLL, NOW, NOW));
        graph.settle();

        for (var reads : List.of(peer.local(), peer.remote())) {
            assertThat(rows(reads, List.of(range(DEVICE)), ALL))
                    .extracting(row -> row.event() == null)
                    .containsExactly(false, true, true, false);
            assertThat(rows(reads, List.of(range(DEVICE)), EnumSet.of(TimelineFamily.SMS)))
                    .extracting(row -> row.event() == null)
                    .containsExactly(false, true, true, true);
        }
    }

    @Test
    void anInstanceWithoutThePartitionSaysSo() {
        assertThatThrownBy(() -> patiently(() -> peer.copies().ref(DEVICE)))
                .isInstanceOf(PartUnavailableException.class)
                .hasMessageContaining(peer.address())
                .hasMessageContaining("HTTP 503");
    }

    private static RowRange range(String ref) {
        return new RowRange(new RefSpan(ref, null, null), RowKey.first(ref), RowKey.last(ref));
    }

    /** On a busy machine a read may take longer than its limit. */
    private static <T> T patiently(Supplier<T> read) {
        var deadline = System.nanoTime() + LONG.toNanos();
        while (true) {
            try {
                return read.get();
            } catch (PartUnavailableException e) {
                if (System.nanoTime() > deadline
                        || !String.valueOf(e.getMessage()).contains("no whole answer")) {
                    throw e;
                }
            }
        }
    }

    private static List<HistoryRow> rows(
            PartitionReads reads, List<RowRange> ranges, Set<TimelineFamily> families) {
        return patiently(() -> allRows(reads, ranges, families));
    }

    private static List<HistoryRow> allRows(
            PartitionReads reads, List<RowRange> ranges, Set<TimelineFamily> families) {
        var found = new ArrayList<HistoryRow>();
        try (var rows = reads.rows(ranges, families, 5)) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                found.add(row);
            }
        }
        return found;
    }
}
