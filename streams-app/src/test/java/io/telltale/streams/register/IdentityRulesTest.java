package io.telltale.streams.register;

import static io.telltale.streams.register.RegisterUnderTest.link;
import static io.telltale.streams.register.RegisterUnderTest.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.ValidityInterval;
import io.telltale.streams.record.RegisterUpdate;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityRulesTest {

    private static final long DAY = 86_400_000;

    private final RegisterUnderTest register = new RegisterUnderTest();

    @Test
    void aCarrierMovesWithItsHoldersAndRowsStayWhereTheyWere() {
        register.event(10, "a", "imei:12", "iccid:12");
        register.event(20, "b", "imei:34", "iccid:12");

        assertThat(keys("iccid:12")).containsExactly("iccid:12", "imei:12", "imei:34");
        assertThat(members("imei:12")).containsExactly("imei:12", "iccid:12");
        assertThat(members("imei:34")).containsExactly("imei:34", "iccid:12");
    }

    @Test
    void aCarrierStaysWhereItIsWhenARowLeavesTheDeviceOut() {
        register.event(10, "a", "imei:12", "iccid:12", "msisdn:12");

        register.event(20, "b", "iccid:34", "msisdn:12");

        assertThat(keys("msisdn:12")).containsExactly("msisdn:12", "imei:12");
        assertThat(register.identity("iccid:34")).isNull();
    }

    @Test
    void aNumberFollowsItsSimToTheDeviceOfTheSim() {
        register.event(10, "a", "iccid:12", "msisdn:12");
        register.event(20, "b", "imei:12", "iccid:12");

        assertThat(keys("msisdn:12")).containsExactly("msisdn:12", "iccid:12", "imei:12");
        assertThat(members("imei:12")).containsExactly("imei:12", "iccid:12", "msisdn:12");
    }

    @Test
    void withdrawingALinkRestoresExactly() {
        register.event(10, "a", "imei:12", "esn:00000000012");
        register.event(11, "b", "imei:34", "graph:a");
        register.event(12, "c", "imei:12", "iccid:12");
        register.event(13, "d", "imei:34", "iccid:12");
        register.event(14, "e", "iccid:12", "msisdn:12");
        register.declare(link("esn:00000000012", "graph:b"));
        register.settle();
        var before = new HashMap<>(register.shown());

        var bridge = link("esn:00000000012", "graph:a");
        var carriers = link("iccid:12", "msisdn:34");
        register.declare(bridge);
        register.declare(carriers);
        register.settle();
        assertThat(register.shown()).isNotEqualTo(before);
        assertThat(keys("graph:a")).containsExactly("imei:12");

        register.declare(withdrawn(bridge));
        register.settle();
        register.declare(withdrawn(carriers));
        register.settle();
        assertThat(register.shown()).isEqualTo(before);
    }

    @Test
    void afterItsLastLinkARefGetsOneMoreIdentityByItself() {
        var link = link("imei:12", "esn:00000000012");
        register.declare(link);
        register.settle();

        register.declare(withdrawn(link));
        register.settle();

        var identity = register.identity("esn:00000000012");
        assertThat(identity.getEpoch()).isEqualTo(2);
        assertThat(identity.getMembers()).isEmpty();
        assertThat(keys("esn:00000000012")).containsExactly("esn:00000000012");
    }

    @Test
    void aTombstoneWithdrawsALink() {
        register.declare(link("imei:12", "esn:00000000012"));
        register.settle();

        register.update("imei:12 esn:00000000012", new RegisterUpdate(null, null, null));
        register.settle();

        assertThat(keys("esn:00000000012")).containsExactly("esn:00000000012");
    }

    @Test
    void anOlderDeclarationDoesNotBringAWithdrawnLinkBack() {
        var link = link("imei:12", "esn:00000000012");
        register.declare(withdrawn(link));
        register.declare(link);

        assertThat(register.settle()).isEmpty();
    }

    @Test
    void aRepeatedLinkChangesNothing() {
        register.declare(link("imei:12", "esn:00000000012"));
        register.settle();
        register.declare(link("imei:12", "esn:00000000012"));

        assertThat(register.settle()).isEmpty();
    }

    @Test
    void nothingIsSentForACarrierThatStays() {
        register.event(0, "a", "imei:12", "iccid:12");
        var sent = register.sent();
        var puts = register.refIndex().puts();

        for (var hour = 1; hour < 24; hour++) {
            register.event(hour * 3_600_000L, "b" + hour, "imei:12", "iccid:12");
        }
        assertThat(register.refIndex().puts()).as("confirmations of a day").isEqualTo(puts);

        for (var day = 1; day < 10; day++) {
            register.event(day * DAY, "c" + day, "imei:12", "iccid:12");
        }
        assertThat(register.sent()).isEqualTo(sent);
    }

    @Test
    void aNewRefCostsItsOwnIdentityAndTheRoster() {
        register.event(1, "a", "imei:12", "iccid:12", "msisdn:12", "graph:a");

        assertThat(register.event(2, "b", "imei:12", "imsi:000000000000012"))
                .containsExactlyInAnyOrder("imei:12", "imsi:000000000000012");
    }

    @Test
    void aCarrierThatMovesCostsItsOwnIdentityAndTwoRosters() {
        register.event(1, "a", "imei:12", "iccid:12", "graph:a");
        register.event(2, "b", "imei:34", "msisdn:34");
        register.event(3, "c", "imei:56", "iccid:12");

        assertThat(register.event(4, "d", "imei:34", "iccid:12"))
                .containsExactlyInAnyOrder("iccid:12", "imei:34", "imei:56");
    }

    @Test
    void evidenceIsTheEarliestDeclarationElseTheEventThatShowsIt() {
        register.event(10, "a", "imei:12", "esn:00000000012", "iccid:12");
        register.declare(link("esn:00000000012", "graph:a"));
        register.settle();

        var members = register.identity("imei:12").getMembers();

        assertThat(members)
                .extracting(
                        each -> each.getRef() + " " + each.getSource() + " " + each.getEvidence())
                .containsExactly(
                        "imei:12 LEARNED a",
                        "esn:00000000012 DECLARED operator",
                        "graph:a DECLARED operator",
                        "iccid:12 LEARNED a");
    }

    @Test
    void aResetRegisterLearnsAgainWhatTheTasksOfTheRefsRemember() {
        register.event(10, "a", "imei:12", "esn:00000000012", "iccid:12");
        register.event(20, "b", "imei:34", "iccid:12");
        var reset = new RegisterUnderTest();
        var collector = register.collector();

        var ref = collector.refAfter("");
        while (ref != null) {
            collector.again(ref).forEach(reset::update);
            ref = collector.refAfter(ref);
        }
        reset.settle();

        assertThat(reset.shown()).isEqualTo(register.shown());
    }

    private List<String> keys(String ref) {
        return register.identity(ref).getIntervals().stream()
                .map(ValidityInterval::getDeviceKey)
                .toList();
    }

    private List<String> members(String key) {
        return register.identity(key).getMembers().stream().map(each -> each.getRef()).toList();
    }
}
