package io.telltale.recomputation;

import static io.telltale.recomputation.EventRowFixtures.day;
import static io.telltale.recomputation.EventRowFixtures.link;
import static io.telltale.recomputation.EventRowFixtures.named;
import static io.telltale.recomputation.EventRowFixtures.namedAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.recomputation.LinkConflict.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpectedIdentitiesTest {

    private static final String A = "imei:100000000000001";
    private static final String B = "imei:100000000000002";
    private static final String C = "imei:100000000000003";
    private static final String MEID = "meid:A1000000000001";
    private static final String ESN = "esn:00000000011";
    private static final String NUMBER = "msisdn:17020000001";
    private static final String IMSI = "imsi:999700000000001";
    private static final String ICCID = "iccid:8914800000000000001";
    private static final String ICCID_2 = "iccid:8914800000000000002";
    private static final String GRAPH = "graph:g1";

    @Test
    void aRefThatIsNeverNamedWithAnotherIsItsOwnDevice() {
        var identities = of(List.of(), named("1", 1, A), named("2", 2, NUMBER));

        assertThat(identities.intervals(A)).containsExactly(interval(null, null, A));
        assertThat(identities.roster(A)).isEmpty();
        assertThat(identities.refs()).isEmpty();
    }

    @Test
    void aDeclaredLinkHoldsFromItsBeginInclusiveToItsEndExclusive() {
        var identities = of(List.of(link(A, GRAPH, day(5), day(9), "team", 20)));

        assertThat(identities.intervals(GRAPH))
                .containsExactly(
                        interval(null, day(5), GRAPH),
                        interval(day(5), day(9), A),
                        interval(day(9), null, GRAPH));
        assertThat(identities.roster(A))
                .containsExactly(
                        new RosterMember(A, null, null, declared("team", 20)),
                        new RosterMember(GRAPH, day(5), day(9), declared("team", 20)));
        assertThat(identities.roster(GRAPH)).isEmpty();
    }

    @Test
    void deviceIdsNamedTogetherAreOneDeviceForGood_alsoBefore() {
        var identities = of(List.of(), named("e1", 9, A, ESN));

        assertThat(identities.keyAt(ESN, day(1))).isEqualTo(A);
        assertThat(identities.roster(A))
                .containsExactly(
                        new RosterMember(A, null, null, learned("e1", 9)),
                        new RosterMember(ESN, null, null, learned("e1", 9)));
        assertThat(identities.roster(ESN)).isEmpty();
    }

    @Test
    void aCarrierIsWithADeviceFromItsPlaceUntilItIsNamedWithAnother_andMayReturn() {
        var identities =
                of(
                        List.of(),
                        named("e3", 20, A, NUMBER),
                        named("e1", 5, A, NUMBER),
                        named("e2", 10, B, NUMBER),
                        named("e2b", 12, B, NUMBER));

        assertThat(identities.intervals(NUMBER))
                .containsExactly(
                        interval(null, day(5), NUMBER),
                        interval(day(5), day(10), A),
                        interval(day(10), day(20), B),
                        interval(day(20), null, A));
        assertThat(identities.roster(B))
                .containsExactly(
                        new RosterMember(B, null, null, learned("e2", 10)),
                        new RosterMember(NUMBER, day(10), day(20), learned("e2", 10)));
        assertThat(identities.roster(A))
                .containsExactly(
                        new RosterMember(A, null, null, learned("e1", 5)),
                        new RosterMember(NUMBER, day(5), day(10), learned("e1", 5)),
                        new RosterMember(NUMBER, day(20), null, learned("e3", 20)));
        assertThat(identities.intervals(A)).containsExactly(interval(null, null, A));
    }

    @Test
    void aCarrierThatReturnsWithinOneDayIsBackFromItsFirstPlaceOfTheNextDay() {
        var noon = Instant.parse("2026-01-05T12:00:00Z");
        var identities =
                of(
                        List.of(),
                        namedAt("1", noon, A, NUMBER),
                        namedAt("2", noon.plusSeconds(60), B, NUMBER),
                        namedAt("back", noon.plusSeconds(120), A, NUMBER),
                        namedAt("next day", noon.plusSeconds(86_400), A, NUMBER));

        assertThat(identities.intervals(NUMBER))
                .containsExactly(
                        interval(null, noon, NUMBER),
                        interval(noon, noon.plusSeconds(60), A),
                        interval(noon.plusSeconds(60), noon.plusSeconds(86_400), B),
                        interval(noon.plusSeconds(86_400), null, A));
    }

    @Test
    void aCarrierStaysWhereItIsWhenARowLeavesTheDeviceOut() {
        var identities =
                of(
                        List.of(),
                        named("1", 3, A, ICCID, NUMBER),
                        named("2", 5, ICCID, NUMBER),
                        named("3", 7, ICCID_2, NUMBER));

        assertThat(identities.intervals(NUMBER))
                .containsExactly(interval(null, day(3), NUMBER), interval(day(3), null, A));
    }

    @Test
    void aCarrierWithoutADeviceIdFollowsTheDeviceOfItsCarrier() {
        var identities = of(List.of(), named("1", 3, ICCID, NUMBER), named("2", 5, A, ICCID));

        assertThat(identities.intervals(NUMBER))
                .containsExactly(
                        interval(null, day(3), NUMBER),
                        interval(day(3), day(5), ICCID),
                        interval(day(5), null, A));
        assertThat(identities.roster(A))
                .contains(new RosterMember(NUMBER, day(5), null, learned("1", 3)));
        assertThat(identities.roster(ICCID))
                .containsExactly(
                        new RosterMember(ICCID, null, day(5), learned("1", 3)),
                        new RosterMember(NUMBER, day(3), day(5), learned("1", 3)));
    }

    @Test
    void ofTwoSimsInOneRowNoneHoldsTheNumber_theNextTierDoes() {
        var identities = of(List.of(), named("1", 3, ICCID, ICCID_2, IMSI, NUMBER));

        assertThat(identities.keyAt(NUMBER, day(4))).isEqualTo(IMSI);
        assertThat(identities.keyAt(IMSI, day(4))).isEqualTo(IMSI);
        assertThat(identities.keyAt(ICCID, day(4))).isEqualTo(ICCID);
    }

    @Test
    void ofTwoPlacesInOneMillisecondTheLastOneCounts() {
        var identities = of(List.of(), named("x", 5, A, NUMBER), named("y", 5, B, NUMBER));

        assertThat(identities.intervals(NUMBER))
                .containsExactly(interval(null, day(5), NUMBER), interval(day(5), null, B));
    }

    @Test
    void aPairHoldsIfEachIsTheOthersEarliestPartnerOfItsKind() {
        var identities =
                of(
                        List.of(),
                        named("late", 9, B, ESN),
                        named("early", 3, A, ESN),
                        named("own", 12, B, "esn:00000000012"));

        assertThat(identities.keyAt(ESN, day(1))).isEqualTo(A);
        assertThat(identities.roster(B)).isEmpty();
        assertThat(identities.conflicts(ESN))
                .containsExactly(new LinkConflict(B, Reason.TWO_OF_A_KIND, learned("late", 9)));
        assertThat(identities.conflicts(B)).hasSize(2);
    }

    @Test
    void anIdOfAnotherKindBelongsToItsEarliestPartner() {
        var identities =
                of(
                        List.of(),
                        named("2", 6, B, GRAPH),
                        named("1", 4, A, GRAPH),
                        named("3", 2, A, "graph:g2"));

        assertThat(identities.refsAt(A, day(1))).containsExactly(A, GRAPH, "graph:g2");
        assertThat(identities.roster(B)).isEmpty();
    }

    @Test
    void aPairThatBringsTwoOfAKindTogetherIsAConflict_theLatestFirst() {
        var identities =
                of(
                        List.of(),
                        named("1", 2, MEID, ESN),
                        named("2", 4, A, MEID),
                        named("3", 6, B, ESN));

        assertThat(identities.refsAt(A, day(9))).containsExactly(A, MEID, ESN);
        assertThat(identities.keyAt(B, day(9))).isEqualTo(B);
        assertThat(identities.conflicts(B))
                .containsExactly(new LinkConflict(ESN, Reason.TWO_OF_A_KIND, learned("3", 6)));
    }

    @Test
    void twoValuesOfAKindMayBeDeclared_andLearnedPairsOfEitherStillHold() {
        var identities = of(List.of(link(A, B)), named("e", 3, B, ESN));

        assertThat(identities.refsAt(ESN, day(1))).containsExactly(A, B, ESN);
        assertThat(identities.conflicts(ESN)).isEmpty();
    }

    @Test
    void aDeclaredLinkWhoseSidesHaveTwoValuesMakesTheLearnedPairAConflict() {
        var identities = of(List.of(link(B, ESN, day(5), null, "team", 1)), named("e", 3, A, ESN));

        assertThat(identities.keyAt(ESN, day(4))).isEqualTo(A);
        assertThat(identities.keyAt(ESN, day(6))).isEqualTo(B);
        assertThat(identities.conflicts(A))
                .containsExactly(new LinkConflict(ESN, Reason.TWO_OF_A_KIND, learned("e", 3)));
    }

    @Test
    void declaredBeatsLearnedWhileItHolds() {
        var links = List.of(link(B, NUMBER, day(6), day(8), "team", 1));
        var identities = of(links, named("e", 5, A, NUMBER));

        assertThat(identities.intervals(NUMBER))
                .containsExactly(
                        interval(null, day(5), NUMBER),
                        interval(day(5), day(6), A),
                        interval(day(6), day(8), B),
                        interval(day(8), null, A));
    }

    @Test
    void aCarrierInADeclaredComponentStaysThere_whateverNamesIt() {
        var identities =
                of(
                        List.of(link(ICCID, NUMBER, null, day(9), "team", 1)),
                        named("1", 3, A, ICCID),
                        named("2", 5, B, NUMBER));

        assertThat(identities.intervals(NUMBER))
                .containsExactly(interval(null, day(9), ICCID), interval(day(9), null, B));
    }

    @Test
    void placeholdersLinkNothing() {
        var zeros = "imei:000000000000000";
        var identities = of(List.of(), named("1", 3, zeros, NUMBER), named("2", 3, zeros, ESN));

        assertThat(identities.refs()).isEmpty();
        assertThat(identities.keyAt(NUMBER, day(9))).isEqualTo(NUMBER);
    }

    @Test
    void aPlaceholderIsNoHolder_theNextDeviceIdIs() {
        var identities = of(List.of(), named("1", 3, "imei:000000000000000", ESN, NUMBER));

        assertThat(identities.keyAt(NUMBER, day(9))).isEqualTo(ESN);
    }

    @Test
    void pairsOfADeviceIdWithMoreThan8PartnersOfOneKindAreJunk() {
        var before = new ExpectedIdentities(List.of(), namedWith(8, ESN));
        var after = new ExpectedIdentities(List.of(), namedWith(9, ESN));

        assertThat(before.keyAt(ESN, day(5))).isEqualTo("imei:200000000000000");
        assertThat(after.keyAt(ESN, day(5))).isEqualTo(ESN);
        assertThat(after.conflicts(ESN))
                .hasSize(9)
                .extracting(LinkConflict::reason)
                .containsOnly(Reason.JUNK);
    }

    @Test
    void aDefaultValueDoesNotKeepDevicesFromTheirOwnIds() {
        var rows = namedWith(9, ESN);
        rows.add(named("own", 7, "imei:200000000000000", "esn:00000000012"));
        var identities = new ExpectedIdentities(List.of(), rows);

        assertThat(identities.refsAt("esn:00000000012", day(1)))
                .containsExactly("imei:200000000000000", "esn:00000000012");
    }

    @Test
    void pairsOfARefWithMoreThan256PartnersAreJunk() {
        var rows = namedWithEachOf(255);
        var fits = new ExpectedIdentities(List.of(), rows);
        rows.add(named("a cluster of 257", 4, A, "graph:one-more"));
        var isTooLarge = new ExpectedIdentities(List.of(), rows);
        rows.add(named("257 partners", 4, A, "graph:two-more"));
        var isJunk = new ExpectedIdentities(List.of(), rows);

        assertThat(fits.refsAt(A, day(5))).hasSize(64);
        assertThat(reasons(fits)).containsOnly(Reason.TOO_MANY_REFS);
        assertThat(isTooLarge.refsAt(A, day(5))).containsExactly(A);
        assertThat(reasons(isTooLarge)).containsOnly(Reason.TOO_MUCH_WORK);
        assertThat(isJunk.refsAt(A, day(5))).containsExactly(A);
        assertThat(reasons(isJunk)).containsOnly(Reason.JUNK);
    }

    private static List<EventRow> namedWithEachOf(int partners) {
        var rows = new ArrayList<EventRow>();
        for (var number = 0; number < partners; number++) {
            rows.add(named("e" + number, 3, A, "graph:g" + number));
        }
        return rows;
    }

    private static List<Reason> reasons(ExpectedIdentities identities) {
        return identities.conflicts(A).stream().map(LinkConflict::reason).toList();
    }

    @Test
    void moreThan64DeclaredRefsAreDissolved_64AreNot() {
        var links = new ArrayList<DeclaredLink>();
        for (var number = 0; number < 63; number++) {
            links.add(link(A, "xtremepush:p:" + number));
        }
        var fits = of(links, named("e", 3, A, NUMBER));
        links.add(link(A, "xtremepush:p:63"));
        var isTooMuch = of(links, named("e", 3, A, NUMBER));

        assertThat(fits.refsAt(A, day(9))).hasSize(64).doesNotContain(NUMBER);
        assertThat(fits.conflicts(NUMBER))
                .containsExactly(new LinkConflict(A, Reason.TOO_MANY_REFS, learned("e", 3)));
        assertThat(isTooMuch.refsAt(A, day(9))).containsExactly(A, NUMBER);
        assertThat(isTooMuch.conflicts(A)).hasSize(64);
    }

    @Test
    void carriersJoinByPlaceUpTo64Refs() {
        var rows = new ArrayList<EventRow>();
        for (var number = 0; number < 64; number++) {
            rows.add(
                    namedAt(
                            "e" + number,
                            day(3).plusSeconds(64 - number),
                            A,
                            "msisdn:1702%07d".formatted(number)));
        }
        var identities = new ExpectedIdentities(List.of(), rows);

        assertThat(identities.refsAt(A, day(4))).hasSize(64).doesNotContain("msisdn:17020000000");
        assertThat(identities.keyAt("msisdn:17020000000", day(4))).isEqualTo("msisdn:17020000000");
    }

    @Test
    void evidenceIsTheEarliestDeclarationThatHoldsAtTheBegin() {
        var identities =
                of(
                        List.of(
                                link(A, GRAPH, null, day(9), "second", 15),
                                link(GRAPH, NUMBER, day(4), null, "first", 2)),
                        named("e", 3, A, NUMBER));

        assertThat(identities.roster(A))
                .contains(new RosterMember(GRAPH, null, day(9), declared("second", 15)))
                .contains(new RosterMember(NUMBER, day(3), day(9), learned("e", 3)));
    }

    @Test
    void aRosterIsClippedToWhenTheRefIsTheKey() {
        var identities = of(List.of(link(A, B, day(5), day(9), "team", 1)), named("e", 3, B, ESN));

        assertThat(identities.roster(B))
                .containsExactly(
                        new RosterMember(B, null, day(5), learned("e", 3)),
                        new RosterMember(B, day(9), null, learned("e", 3)),
                        new RosterMember(ESN, null, day(5), learned("e", 3)),
                        new RosterMember(ESN, day(9), null, learned("e", 3)));
        assertThat(identities.roster(A))
                .containsExactly(
                        new RosterMember(A, null, null, declared("team", 1)),
                        new RosterMember(B, day(5), day(9), declared("team", 1)),
                        new RosterMember(ESN, day(5), day(9), learned("e", 3)));
    }

    @Test
    void theLast64IntervalsAreKept_beforeThemARefIsItsOwnDevice() {
        var rows = new ArrayList<EventRow>();
        for (var move = 0; move < 70; move++) {
            rows.add(
                    namedAt(
                            "e" + move,
                            day(1).plusSeconds(86_400L * move),
                            move % 2 == 0 ? A : B,
                            NUMBER));
        }
        var identities = new ExpectedIdentities(List.of(), rows);

        assertThat(identities.intervals(NUMBER)).hasSize(65);
        assertThat(identities.intervals(NUMBER).getFirst())
                .isEqualTo(interval(null, day(1).plusSeconds(86_400L * 6), NUMBER));
        assertThat(identities.roster(C)).isEmpty();
    }

    /** One row for each device that names it. */
    private static List<EventRow> namedWith(int devices, String ref) {
        var rows = new ArrayList<EventRow>();
        for (var number = 0; number < devices; number++) {
            rows.add(named("e" + number, 3, "imei:2%014d".formatted(number), ref));
        }
        return rows;
    }

    private static ValidityInterval interval(
            @Nullable Instant from, @Nullable Instant to, String key) {
        return new ValidityInterval(from, to, key);
    }

    private static ExpectedEvidence declared(String by, int day) {
        return new ExpectedEvidence(true, day(day), by);
    }

    private static ExpectedEvidence learned(String eventId, int day) {
        return new ExpectedEvidence(false, day(day), eventId);
    }

    private static ExpectedIdentities of(List<DeclaredLink> links, EventRow... rows) {
        return new ExpectedIdentities(links, List.of(rows));
    }
}
