package io.telltale.streams.register;

import static io.telltale.streams.register.RegisterUnderTest.link;
import static io.telltale.streams.register.RegisterUnderTest.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.record.ConflictReason;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.streams.step.UnprocessableRecordException;
import io.telltale.streams.step.UnprocessableRecordException.Fault;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** At each limit: what still fits, what does not, and that it fits again afterwards. */
class LimitsOfIdentityTest {

    private static final long DAY = 86_400_000;

    private final RegisterUnderTest register = new RegisterUnderTest();

    @Test
    void declaredLinksOfMoreThan64RefsAreNotApplied_untilOneIsWithdrawn() {
        for (var number = 0; number < 63; number++) {
            register.declare(link("imei:12", graph(number)));
        }
        register.settle();
        assertThat(register.identity("imei:12").getMembers()).hasSize(64);

        var tooMuch = link("imei:12", graph(63));
        register.declare(tooMuch);
        register.settle();
        assertThat(register.identity("imei:12").getMembers()).isEmpty();
        assertThat(reasons("imei:12")).containsExactly(ConflictReason.TOO_MANY_REFS);
        assertThat(register.identity("imei:12").getConflicts()).as("at most 64").hasSize(64);
        assertThat(reasons(graph(0))).containsExactly(ConflictReason.TOO_MANY_REFS);

        register.declare(withdrawn(tooMuch));
        register.settle();
        assertThat(register.identity("imei:12").getMembers()).hasSize(64);
        assertThat(reasons("imei:12")).isEmpty();
    }

    @Test
    void carriersJoinByPlaceUpTo64Refs() {
        for (var number = 64; number >= 1; number--) {
            register.event(number, "e" + number, "imei:12", iccid(number));
        }

        assertThat(register.identity("imei:12").getMembers()).hasSize(64);
        assertThat(register.identity(iccid(63)).getDeviceKey()).isEqualTo("imei:12");
        assertThat(register.identity(iccid(64)).getDeviceKey()).isEqualTo(iccid(64));
        assertThat(reasons(iccid(64))).containsExactly(ConflictReason.TOO_MANY_REFS);
        assertThat(reasons("imei:12")).containsExactly(ConflictReason.TOO_MANY_REFS);

        register.event(100, "f", "imei:34", iccid(1));

        assertThat(register.identity(iccid(64)).getDeviceKey()).isEqualTo("imei:12");
        assertThat(register.identity(iccid(64)).getIntervals())
                .as("alone until there is room")
                .hasSize(2);
    }

    @Test
    void aClusterOfMoreThan256RefsIsNotApplied_untilItIsSmaller() {
        DeviceLink bridge = link(graph(100), graph(101));
        for (var number = 0; number < 260; number++) {
            if (number != 100) {
                register.declare(linkForAMillisecond(number));
            }
        }
        register.settle();
        assertThat(register.identity(graph(1)).getIntervals()).hasSize(3);
        assertThat(reasons(graph(1))).isEmpty();

        register.declare(bridge);
        var changed = register.settle();
        assertThat(changed).as("every ref that had its links applied").hasSize(261);
        assertThat(reasons(graph(0))).containsExactly(ConflictReason.TOO_MUCH_WORK);
        assertThat(reasons(graph(260))).containsExactly(ConflictReason.TOO_MUCH_WORK);

        register.declare(link(graph(260), graph(261)));
        assertThat(register.settle()).as("the others know it").hasSize(2);

        register.declare(withdrawn(bridge));
        register.settle();
        assertThat(register.identity(graph(1)).getIntervals()).hasSize(3);
        assertThat(reasons(graph(1))).isEmpty();
        assertThat(register.identity(graph(261)).getDeviceKey()).isEqualTo(graph(260));
    }

    @Test
    void anIdThatWasNamedWithMoreThanEightOfOneKindIsJunk() {
        for (var number = 1; number <= 8; number++) {
            register.event(number, "e" + number, "imei:12" + number, "esn:00000000012");
        }
        assertThat(register.identity("esn:00000000012").getDeviceKey()).isEqualTo("imei:121");
        assertThat(reasons("esn:00000000012")).containsExactly(ConflictReason.TWO_OF_A_KIND);

        register.event(9, "e9", "imei:129", "esn:00000000012");

        assertThat(register.identity("esn:00000000012").getDeviceKey())
                .isEqualTo("esn:00000000012");
        assertThat(register.identity("imei:121").getMembers()).isEmpty();
        assertThat(reasons("imei:121")).containsExactly(ConflictReason.JUNK);
        assertThat(reasons("esn:00000000012")).containsExactly(ConflictReason.JUNK);
    }

    @Test
    void anIdThatWasNamedWithMoreThan256OthersIsJunk() {
        for (var number = 1; number <= 256; number++) {
            register.unsettledEvent(number, "e" + number, "imei:12", graph(number));
        }
        register.settle();
        assertThat(reasons("imei:12")).doesNotContain(ConflictReason.JUNK);

        register.event(300, "f", "imei:12", graph(300));

        assertThat(reasons("imei:12")).containsExactly(ConflictReason.JUNK);
        assertThat(reasons(graph(1))).containsExactly(ConflictReason.JUNK);
        assertThat(register.identity(graph(1)).getDeviceKey()).isEqualTo(graph(1));
    }

    @Test
    void aClusterWithMoreThan256FollowersHasNone() {
        for (var number = 1; number <= 256; number++) {
            register.unsettledEvent(number, "e" + number, "imei:12", iccid(number));
        }
        register.settle();
        assertThat(register.identity(iccid(1)).getDeviceKey()).isEqualTo("imei:12");

        register.event(300, "f", "imei:12", iccid(300));

        assertThat(register.identity(iccid(1)).getDeviceKey()).isEqualTo(iccid(1));
        assertThat(reasons(iccid(1))).containsExactly(ConflictReason.TOO_MUCH_WORK);
        assertThat(reasons(iccid(300))).containsExactly(ConflictReason.TOO_MUCH_WORK);
        assertThat(register.identity("imei:12").getMembers()).isEmpty();
    }

    @Test
    void moreThan1024RememberedPlacesOfACarrierAreTooMuchWorkAndNothingIsWritten() {
        for (var day = 0; day < 1_024; day++) {
            register.unsettledEvent(day * DAY, "e" + day, "imei:12", "iccid:12");
        }
        var puts = register.refIndex().puts();

        assertThatThrownBy(() -> register.event(1_024 * DAY, "f", "imei:12", "iccid:12"))
                .isInstanceOfSatisfying(
                        UnprocessableRecordException.class,
                        failure -> assertThat(failure.fault()).isEqualTo(Fault.TOO_MUCH_WORK));
        assertThat(register.refIndex().puts()).isEqualTo(puts);

        register.event(5, "earlier of a known day", "imei:12", "iccid:12");
        register.event(-5, "e", "imei:34", "iccid:34");
        assertThat(register.identity("iccid:34")).isNotNull();
    }

    @Test
    void anIdentityHasTheLast64IntervalsAndOneBefore() {
        for (var day = 0; day < 70; day++) {
            register.unsettledEvent(day * DAY, "e" + day, "imei:12" + day, "iccid:12");
            if (day % 9 == 0) {
                register.settle();
            }
        }
        register.settle();

        var identity = register.identity("iccid:12");

        assertThat(identity.getIntervals()).hasSize(65);
        assertThat(identity.getIntervals().getFirst().getDeviceKey()).isEqualTo("iccid:12");
        assertThat(identity.getIntervals().getFirst().getValidFrom()).isNull();
        assertThat(identity.getIntervals().getLast().getDeviceKey()).isEqualTo("imei:1269");
        assertThat(register.identity("imei:120").getMembers()).as("left out there too").isEmpty();
        assertThat(register.identity("imei:126").getMembers()).hasSize(2);
    }

    @Test
    void aRosterHas128Members_thoseThatLastLongest() {
        for (var day = 0; day < 100; day++) {
            for (var number = 0; number < 4; number++) {
                var imei = day % 2 == 0 ? "imei:12" : "imei:34";
                register.unsettledEvent(
                        day * DAY + number, "e" + day + "-" + number, imei, iccid(number));
            }
        }
        register.settle();

        var members = register.identity("imei:12").getMembers();

        assertThat(members).hasSize(128);
        assertThat(members.getFirst().getRef()).isEqualTo("imei:12");
    }

    @Test
    void aMoveLooksAtABoundedNumberOfEntriesWhereEverySimWasInEveryDevice() {
        for (var day = 0; day < 64; day++) {
            for (var sim = 0; sim < 64; sim++) {
                var place = new EventPosition(day * DAY + sim, "e" + day + "-" + sim);
                var device = "imei:12" + (100 + (sim + day) % 64);
                register.observe(new Observed(iccid(sim), device, place));
            }
        }
        register.settle();
        var before = register.reads();

        var changed = register.event(70 * DAY, "f", "imei:12100", iccid(0));

        assertThat(changed).as("itself, two rosters, one that dropped out").hasSizeLessThan(6);
        assertThat(register.reads() - before).isLessThan(10_000);
    }

    @Test
    void aNewDeviceLooksAtFewEntriesHoweverManyThereAre() {
        for (var number = 0; number < 500; number++) {
            register.unsettledEvent(
                    number, "e" + number, "imei:12" + (1_000 + number), iccid(number));
        }
        register.settle();
        var before = register.reads();

        register.event(1_000, "f", "imei:34", "iccid:34", "msisdn:34");

        assertThat(register.reads() - before).isLessThan(60);
    }

    /** Chains refs to a cluster without joining more than two at a time. */
    private static DeviceLink linkForAMillisecond(int number) {
        var begin = (long) number;
        return link(graph(number), graph(number + 1), begin, begin + 1, 1, "operator", false);
    }

    private Set<ConflictReason> reasons(String ref) {
        return register.identity(ref).getConflicts().stream()
                .map(each -> each.getReason())
                .collect(Collectors.toSet());
    }

    private static String graph(int number) {
        return "graph:g" + (1_000 + number);
    }

    private static String iccid(int number) {
        return "iccid:89" + (1_000 + number);
    }
}
