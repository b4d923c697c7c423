package io.telltale.streams.ref;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.ValidityInterval;
import io.telltale.streams.record.RefPart;
import io.telltale.streams.ref.RefUnderTest.Update;
import io.telltale.streams.topology.Given;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RefProcessorTest {

    private static final String SIM = "iccid:89148000000800139708";
    private static final String OTHER = "iccid:89148000000800139716";
    private static final String DEVICE = "imei:990000560000001";
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final RefUnderTest refs = new RefUnderTest();

    @Test
    void aChangedCardIsSentOnce() {
        refs.given(sms(SIM, 0));
        refs.given(sms(SIM, 1));

        assertThat(parts(refs.tick()))
                .singleElement()
                .satisfies(part -> assertThat(rows(part)).isEqualTo(2));
        assertThat(parts(refs.tick())).isEmpty();
    }

    @Test
    void whatWaitedIsSentAfterARestart_inItsOrder_andWhatWasSentIsNot() {
        refs.given(sms(DEVICE, 0));
        refs.tick();
        refs.given(sms(SIM, 1));
        refs.given(sms(OTHER, 2));
        refs.given(sms(SIM, 3));

        refs.restart();

        assertThat(parts(refs.tick())).extracting(RefPart::getRef).containsExactly(SIM, OTHER);
        refs.restart();
        assertThat(parts(refs.tick())).isEmpty();
    }

    @Test
    void aCardThatChangesAfterARestartIsSentAgain() {
        refs.given(sms(SIM, 0));
        refs.tick();

        refs.restart();
        refs.given(sms(SIM, 1));

        assertThat(parts(refs.tick()))
                .singleElement()
                .satisfies(part -> assertThat(rows(part)).isEqualTo(2));
    }

    @Test
    void aRefOf100000RowsIsCutASliceATick_andAnotherIsNotHeldUp() {
        var count = 100_000;
        for (var number = 0; number < count; number++) {
            refs.given(sms(SIM, number));
        }
        refs.tick();
        var moves = BEGIN.plusSeconds(60_000);

        refs.given(splitAt(moves));
        refs.given(sms(OTHER, 0));
        var first = refs.tick();

        assertThat(parts(first)).extracting(RefPart::getRef).containsExactly(OTHER);
        assertThat(smsRows(first)).isLessThanOrEqualTo(2 * IdentityFollowing.SLICE);
        var ticks = 1;
        var moved = 0L;
        var parts = List.<Update>of();
        while (parts(parts).isEmpty()) {
            parts = refs.tick();
            moved += smsRows(parts);
            ticks++;
        }
        assertThat(ticks).isBetween(count / IdentityFollowing.SLICE - 2, 110);
        assertThat(moved).isEqualTo(2L * (count - 60_000));
        assertThat(
                        parts.stream()
                                .filter(each -> each.update().getPart() != null)
                                .map(each -> each.device() + " " + rows(part(each))))
                .containsExactly(SIM + " 60000", DEVICE + " 40000");
    }

    private static DeviceIdentity splitAt(Instant time) {
        return DeviceIdentity.newBuilder()
                .setRef(SIM)
                .setDeviceKey(DEVICE)
                .setEpoch(1)
                .setIntervals(
                        List.of(
                                new ValidityInterval(null, time, SIM),
                                new ValidityInterval(time, null, DEVICE)))
                .setMembers(List.of())
                .setConflicts(List.of())
                .build();
    }

    private static long smsRows(List<Update> updates) {
        return updates.stream().filter(each -> each.update().getSms() != null).count();
    }

    private static List<RefPart> parts(List<Update> updates) {
        return updates.stream()
                .filter(each -> each.update().getPart() != null)
                .map(RefProcessorTest::part)
                .toList();
    }

    private static RefPart part(Update update) {
        return Objects.requireNonNull(update.update().getPart());
    }

    private static long rows(RefPart part) {
        return Objects.requireNonNull(part.getCard()).getRows();
    }

    /** All with one text, a second apart. */
    private static Event sms(String ref, int number) {
        var at = BEGIN.plusSeconds(number);
        var sms = Given.sms(ref, "text", Channel.POLL, at, at);
        return new Event.Sms(
                SmsEvent.newBuilder(sms).setEventId("%032x".formatted(number)).build());
    }
}
