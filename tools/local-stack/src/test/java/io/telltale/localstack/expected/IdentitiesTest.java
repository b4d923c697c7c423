package io.telltale.localstack.expected;

import static io.telltale.localstack.expected.Rows.day;
import static io.telltale.localstack.expected.Rows.link;
import static io.telltale.localstack.expected.Rows.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    private static final String A = "imei:100000000000001";
    private static final String B = "imei:100000000000002";
    private static final String ESN = "esn:00000000011";
    private static final String MDN = "mdn:7020000001";
    private static final String ICCID = "iccid:8914800000000000001";
    private static final String GRAPH = "graph:g1";

    @Test
    void whatNobodyNamesTogether_isAlone() {
        var identities = of(List.of(), named("1", 1, A), named("2", 2, MDN));

        assertThat(identities.spells(A)).containsExactly(new Spell(null, null, A));
        assertThat(identities.members(A)).isEmpty();
        assertThat(identities.refs()).isEmpty();
    }

    @Test
    void aDeclaredLinkHoldsWithinItsSpan_beginInEndOut() {
        var identities = of(List.of(link(A, GRAPH, day(5), day(9), "team", 20)));

        assertThat(identities.spells(GRAPH))
                .containsExactly(
                        new Spell(null, day(5), GRAPH),
                        new Spell(day(5), day(9), A),
                        new Spell(day(9), null, GRAPH));
        assertThat(identities.members(A))
                .containsExactly(
                        new Member(A, null, null, true, "team"),
                        new Member(GRAPH, day(5), day(9), true, "team"));
    }

    @Test
    void anchorsNamedTogetherAreOneForGood_alsoBeforeTheyWereNamed() {
        var identities = of(List.of(), named("e1", 9, A, ESN));

        assertThat(identities.keyAt(ESN, day(1))).isEqualTo(A);
        assertThat(identities.members(ESN))
                .containsExactly(
                        new Member(A, null, null, false, "e1"),
                        new Member(ESN, null, null, false, "e1"));
    }

    @Test
    void aSimBelongsFromItsPlaceOn_untilItIsNamedWithAnother_andMayComeBack() {
        var identities =
                of(
                        List.of(),
                        named("e3", 20, A, MDN),
                        named("e1", 5, A, MDN),
                        named("e2", 10, B, MDN),
                        named("e2b", 12, B, MDN));

        assertThat(identities.spells(MDN))
                .containsExactly(
                        new Spell(null, day(5), MDN),
                        new Spell(day(5), day(10), A),
                        new Spell(day(10), day(20), B),
                        new Spell(day(20), null, A));
        assertThat(identities.members(B))
                .containsExactly(
                        new Member(B, null, null, false, "e2"),
                        new Member(MDN, day(10), day(20), false, "e2"));
        assertThat(identities.spells(A)).containsExactly(new Spell(null, null, A));
    }

    @Test
    void ofTwoPlacesInOneMillisecond_theLastOneHolds() {
        var identities = of(List.of(), named("x", 5, A, MDN), named("y", 5, B, MDN));

        assertThat(identities.spells(MDN))
                .containsExactly(new Spell(null, day(5), MDN), new Spell(day(5), null, B));
    }

    @Test
    void twoValuesOfAKindAreNotLearned_theEarlierPairHolds() {
        var identities = of(List.of(), named("late", 9, B, ESN), named("early", 3, A, ESN));

        assertThat(identities.keyAt(ESN, day(1))).isEqualTo(A);
        assertThat(identities.keyAt(B, day(1))).isEqualTo(B);
        assertThat(identities.members(B)).isEmpty();
    }

    @Test
    void twoValuesOfAKindMayBeDeclared() {
        var identities = of(List.of(link(A, B)), named("e", 3, B, ESN));

        assertThat(identities.refsAt(ESN, day(1))).containsExactly(A, B, ESN);
    }

    @Test
    void declaredBeatsLearned_whileItHolds() {
        var links = List.of(link(B, MDN, day(6), day(8), "team", 1));
        var identities = of(links, named("e", 5, A, MDN));

        assertThat(identities.spells(MDN))
                .containsExactly(
                        new Spell(null, day(5), MDN),
                        new Spell(day(5), day(6), A),
                        new Spell(day(6), day(8), B),
                        new Spell(day(8), null, A));
    }

    @Test
    void aGroupOfCarriersFollowsTheHolderThatOneOfThemCameToLast() {
        var identities =
                of(
                        List.of(link(ICCID, MDN)),
                        named("1", 3, A, ICCID),
                        named("2", 5, B, MDN),
                        named("again", 9, A, ICCID));

        assertThat(identities.spells(ICCID))
                .containsExactly(
                        new Spell(null, day(3), ICCID),
                        new Spell(day(3), day(5), A),
                        new Spell(day(5), day(9), B),
                        new Spell(day(9), null, A));
    }

    @Test
    void aCarrierFollowsACarrierThatFollowsAnAnchor() {
        var identities = of(List.of(), named("1", 3, ICCID, MDN), named("2", 5, A, ICCID));

        assertThat(identities.spells(MDN))
                .containsExactly(
                        new Spell(null, day(3), MDN),
                        new Spell(day(3), day(5), ICCID),
                        new Spell(day(5), null, A));
    }

    @Test
    void placeholdersSayNothing() {
        var zeros = "imei:000000000000000";
        var identities = of(List.of(), named("1", 3, zeros, MDN), named("2", 3, zeros, ESN));

        assertThat(identities.refs()).isEmpty();
        assertThat(identities.keyAt(MDN, day(9))).isEqualTo(MDN);
    }

    @Test
    void whatIsNamedWithMoreThan256OthersSaysNothing() {
        var rows = namedWith(256, MDN);
        var before = new Identities(List.of(), rows);
        rows.add(named("one more", 4, A, MDN));
        var after = new Identities(List.of(), rows);

        assertThat(before.keyAt(MDN, day(5))).isEqualTo("imei:200000000000099");
        assertThat(after.keyAt(MDN, day(5))).isEqualTo(MDN);
    }

    @Test
    void anAnchorThatMoreThan8DevicesClaimSaysNothing() {
        var rows = namedWith(8, ESN);
        var before = new Identities(List.of(), rows);
        rows.add(named("one more", 4, A, ESN));
        var after = new Identities(List.of(), rows);

        assertThat(before.keyAt(ESN, day(5))).isEqualTo("imei:200000000000000");
        assertThat(after.keyAt(ESN, day(5))).isEqualTo(ESN);
    }

    @Test
    void moreThan64DeclaredRefsAreNotTied_64Are() {
        var links = new ArrayList<Link>();
        for (var number = 0; number < 63; number++) {
            links.add(link(A, "xtremepush:p:" + number));
        }
        var fits = of(links, named("e", 3, A, MDN));
        links.add(link(A, "xtremepush:p:63"));
        var isTooMuch = of(links, named("e", 3, A, MDN));

        assertThat(fits.refsAt(A, day(9))).hasSize(64).doesNotContain(MDN);
        assertThat(isTooMuch.refsAt(A, day(9))).containsExactly(A, MDN);
    }

    @Test
    void evidenceIsTheEarliestDeclarationThatHoldsWhenTheSpanBegins() {
        var identities =
                of(
                        List.of(
                                link(A, GRAPH, null, day(9), "second", 15),
                                link(GRAPH, MDN, day(4), null, "first", 2)),
                        named("e", 3, A, MDN));

        assertThat(identities.members(GRAPH))
                .contains(new Member(GRAPH, null, null, true, "second"));
    }

    /** One row for each device that names it. */
    private static List<Row> namedWith(int devices, String ref) {
        var rows = new ArrayList<Row>();
        for (var number = 0; number < devices; number++) {
            rows.add(named("e" + number, 3, "imei:2%014d".formatted(number), ref));
        }
        return rows;
    }

    private static Identities of(List<Link> links, Row... rows) {
        return new Identities(links, List.of(rows));
    }
}
