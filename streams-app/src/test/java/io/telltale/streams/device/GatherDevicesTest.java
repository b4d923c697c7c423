package io.telltale.streams.device;

import static io.telltale.streams.device.Updates.NOW;
import static io.telltale.streams.device.Updates.bare;
import static io.telltale.streams.device.Updates.filled;
import static io.telltale.streams.device.Updates.gone;
import static io.telltale.streams.device.Updates.identity;
import static io.telltale.streams.device.Updates.member;
import static io.telltale.streams.device.Updates.part;
import static io.telltale.streams.device.Updates.roster;
import static io.telltale.streams.device.Updates.sms;
import static io.telltale.streams.device.Updates.smsGone;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.streams.record.Card;
import io.telltale.streams.sms.Sms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GatherDevicesTest {

    private static final String KEY = "imei:990000560000001";
    private static final String SIM = "iccid:89148000000000000001";

    @RegisterExtension private final DevicesUnderTest devices = new DevicesUnderTest();

    @Test
    void aDeviceIsWhatItsPartsAddUpTo() {
        var push = Card.newBuilder(Updates.card("other", -50, 20)).setPushActions(3);
        devices.given(
                KEY,
                part(bare(SIM, 2).setCard(Updates.card("0000123456-00001", -60, 10)).build()),
                part(bare(KEY, 2).setCard(push.setFailedPushActions(1).build()).build()));

        var state = devices.lastPublished(KEY);

        assertThat(state.getRefs()).containsExactly(KEY, SIM);
        assertThat(state.getFirstObservedAt()).isEqualTo(Instant.ofEpochMilli(NOW - 60_000));
        assertThat(state.getLastObservedAt()).isEqualTo(Instant.ofEpochMilli(NOW + 20_000));
        assertThat(state.getAccounts()).hasSize(2);
        assertThat(state.getPushActions().getTotal()).isEqualTo(3);
        assertThat(state.getPushActions().getFailed()).isEqualTo(1);
    }

    @Test
    void anSmsUnderTwoRefsCountsOnce() {
        var history = Sms.of("h", Channel.HISTORY, "hi").at(1).under(SIM);
        devices.given(
                KEY,
                part(filled(KEY, 1).build()),
                sms(Sms.callback("c", "hi", 1)),
                sms(history.with(DeliveryStatus.DELIVERED).event()));

        var counts = devices.lastPublished(KEY).getSms();

        assertThat(counts.getTotal()).isEqualTo(1);
        assertThat(counts.getMobileTerminated()).isEqualTo(1);
        assertThat(counts.getByDeliveryStatus()).containsExactly(Map.entry("DELIVERED", 1L));
        assertThat(counts.getLastAt()).isEqualTo(Sms.time(1));
    }

    @Test
    void aRepeatedSmsRowChangesNothing() {
        devices.given(KEY, part(filled(KEY, 1).build()), sms(Sms.poll("p", "hi", 1)));
        devices.published();

        devices.given(KEY, sms(Sms.poll("p", "hi", 1)), smsGone(Sms.poll("q", "hi", 1)));

        assertThat(devices.published()).isEmpty();
    }

    @Test
    void anSmsRowThatLeavesTakesItsCountsAlong() {
        var first = Sms.poll("p", "hi", 1);
        var second = Sms.of("o", Channel.POLL, "ho").at(5_000);
        var last = second.going(SmsDirection.MOBILE_ORIGINATED).event();
        devices.given(KEY, part(filled(KEY, 1).build()), sms(first), sms(last));
        assertThat(devices.lastPublished(KEY).getSms().getLastAt()).isEqualTo(Sms.time(5_000));

        devices.given(KEY, smsGone(last));

        var counts = devices.lastPublished(KEY).getSms();
        assertThat(counts.getTotal()).isEqualTo(1);
        assertThat(counts.getMobileOriginated()).isZero();
        assertThat(counts.getLastAt()).isEqualTo(Sms.time(1));

        devices.given(KEY, smsGone(first));

        assertThat(devices.lastPublished(KEY).getSms().getLastAt()).isNull();
        assertThat(devices.entries("w")).isZero();
    }

    @Test
    void aSingleRefWithoutRowsIsPublishedNowhere() {
        devices.given(KEY, part(bare(KEY, 1).build()), roster(identity(KEY, 1)));

        assertThat(devices.published()).isEmpty();
        assertThat(devices.reader().devicesAfter("", 10).items()).isEmpty();
        assertThat(devices.entries("c")).isZero();
    }

    @Test
    void twoLinkedRefsWithoutRowsAreADevice() {
        devices.given(KEY, part(bare(KEY, 1).build()), part(bare(SIM, 1).build()));

        assertThat(devices.lastPublished(KEY).getRefs()).containsExactly(KEY, SIM);
    }

    @Test
    void aDeviceThatIsGoneIsATombstoneOnce() {
        devices.given(KEY, part(filled(KEY, 1).build()), sms(Sms.poll("p", "hi", 1)));
        devices.published();

        devices.given(KEY, part(gone(KEY, 2)));

        var tombstones = devices.published();
        assertThat(tombstones).hasSize(1);
        assertThat(tombstones.getFirst().key()).isEqualTo(KEY);
        assertThat(tombstones.getFirst().value()).isNull();
        assertThat(header(tombstones.getFirst(), "ce_subject")).isEqualTo(KEY);

        devices.given(KEY, smsGone(Sms.poll("p", "hi", 1)));

        assertThat(devices.published()).isEmpty();
        assertThat(devices.reader().device(KEY)).isEmpty();
    }

    @Test
    void aDeviceWhoseRefsBelongToOthersSinceIsATombstone_andIsStillThereInItsTime() {
        devices.given(SIM, part(filled(SIM, 1).build()));
        devices.published();

        devices.given(SIM, part(gone(SIM, 2)), part(filled(SIM, 2).setValidTo(1_000L).build()));

        assertThat(devices.published().getFirst().value()).isNull();
        assertThat(devices.reader().devicesAfter("", 10).items()).isEmpty();
        var view = devices.reader().device(SIM).orElseThrow();
        assertThat(view.isDevice()).isTrue();
        assertThat(view.stateAt(Instant.ofEpochMilli(999)).getRefs()).containsExactly(SIM);
    }

    @Test
    void aLinkThatEndsLaterHoldsUntilThen_andThenBothDevicesArePublished() {
        var end = Updates.NOW + 10_000;
        devices.given(
                KEY, part(filled(KEY, 1).build()), part(filled(SIM, 1).setValidTo(end).build()));
        devices.given(SIM, part(filled(SIM, 1).setValidFrom(end).build()));
        var first = devices.published();

        assertThat(first).hasSize(1);
        assertThat(first.getFirst().value().getRefs()).containsExactly(KEY, SIM);

        devices.ticks(100);
        var then = devices.published();

        assertThat(then)
                .extracting(TestRecord::key, state -> state.value().getRefs())
                .containsExactlyInAnyOrder(tuple(KEY, List.of(KEY)), tuple(SIM, List.of(SIM)));
        assertThat(header(then.getFirst(), "ce_id"))
                .isNotEqualTo(header(first.getFirst(), "ce_id"));
        devices.ticks(100);
        assertThat(devices.published()).isEmpty();
    }

    @Test
    void aDeviceThatComesBackIsPublishedAgain() {
        devices.given(KEY, part(filled(KEY, 1).build()));
        var first = devices.published().getFirst();
        devices.given(KEY, part(gone(KEY, 2)));
        devices.published();

        devices.given(KEY, part(filled(KEY, 3).build()));

        var again = devices.published();
        assertThat(again).hasSize(1);
        assertThat(header(again.getFirst(), "ce_id")).isNotEqualTo(header(first, "ce_id"));
    }

    @Test
    void smsRowsThatComeBeforeTheirPartWaitForIt() {
        devices.given(KEY, sms(Sms.poll("p", "hi", 1)));
        assertThat(devices.published()).isEmpty();

        devices.given(KEY, part(filled(KEY, 1).build()));

        assertThat(devices.lastPublished(KEY).getSms().getTotal()).isEqualTo(1);
    }

    @Test
    void anOlderEpochNeverReplacesANewerPart() {
        devices.given(KEY, part(filled(KEY, 3).build()), part(filled(SIM, 3).build()));
        devices.published();

        devices.given(KEY, part(bare(KEY, 2).build()), part(gone(SIM, 2)));

        assertThat(devices.published()).isEmpty();
        assertThat(devices.reader().device(KEY).orElseThrow().parts())
                .allMatch(part -> part.getEpoch() == 3);
    }

    @Test
    void anEqualEpochReplaces() {
        devices.given(KEY, part(filled(KEY, 3).build()));
        devices.given(KEY, part(bare(KEY, 3).setCard(Updates.card("another", 0, 90)).build()));

        var state = devices.lastPublished(KEY);

        assertThat(state.getAccounts().getFirst().getAccount()).isEqualTo("another");
    }

    @Test
    void intervalsOfOneRefAreKeptApart() {
        devices.given(
                KEY,
                part(filled(SIM, 1).setValidTo(1_000L).build()),
                part(filled(SIM, 1).setValidFrom(2_000L).setValidTo(3_000L).build()));
        var view = devices.reader().device(KEY).orElseThrow();

        assertThat(view.stateAt(Instant.now()).getRefs()).isEmpty();
        assertThat(view.stateAt(Instant.ofEpochMilli(999)).getRefs()).containsExactly(SIM);
        assertThat(view.stateAt(Instant.ofEpochMilli(1_000)).getRefs()).isEmpty();
        assertThat(view.stateAt(Instant.ofEpochMilli(2_000)).getRefs()).containsExactly(SIM);
        assertThat(view.spans())
                .containsExactly(
                        new RefSpan(SIM, null, Instant.ofEpochMilli(1_000)),
                        new RefSpan(SIM, Instant.ofEpochMilli(2_000), Instant.ofEpochMilli(3_000)));
    }

    @Test
    void aViewIsWholeWhenEveryIntervalOfTheRosterHasItsPart() {
        var since = Instant.ofEpochMilli(5_000);
        devices.given(
                KEY,
                roster(identity(KEY, 4, member(KEY, null, 4), member(SIM, since, 7))),
                part(filled(KEY, 4).build()));
        assertThat(devices.reader().device(KEY).orElseThrow().isWhole()).isFalse();

        devices.given(KEY, part(filled(SIM, 6).setValidFrom(5_000L).build()));
        assertThat(devices.reader().device(KEY).orElseThrow().isWhole()).isFalse();

        devices.given(KEY, part(filled(SIM, 8).setValidFrom(5_000L).build()));
        assertThat(devices.reader().device(KEY).orElseThrow().isWhole()).isTrue();
    }

    @Test
    void anOlderRosterNeverReplacesANewerOne() {
        devices.given(KEY, roster(identity(KEY, 4, member(SIM, null, 1))));
        devices.given(KEY, roster(identity(KEY, 3)));

        assertThat(devices.reader().device(KEY).orElseThrow().isWhole()).isFalse();
    }

    @Test
    void aStateHasTheTimeAndTraceOfItsCause() {
        var headers = new RecordHeaders();
        var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        headers.add("traceparent", trace.getBytes(UTF_8));
        devices.given(KEY, part(filled(KEY, 1).build()), NOW + 70, new RecordHeaders());
        devices.given(KEY, part(filled(SIM, 1).build()), NOW + 50, headers);

        var state = devices.published().getFirst();

        assertThat(state.timestamp()).isEqualTo(NOW + 70);
        assertThat(header(state, "ce_time")).isEqualTo(Instant.ofEpochMilli(NOW + 70).toString());
        assertThat(header(state, "traceparent")).startsWith(trace.substring(0, 36));
        assertThat(header(state, "ce_type")).isEqualTo("io.telltale.device.state.v1");
    }

    @Test
    void aDeviceThatChangesOftenIsPublishedOnceATick() {
        for (var number = 0; number < 50; number++) {
            devices.given(KEY, part(filled("msisdn:" + number, 1).build()));
        }

        assertThat(devices.published()).hasSize(1);
    }

    @Test
    void devicesArePublishedInTheOrderOfTheirChanges_andListedAsPublished() {
        IntStream.range(0, 300)
                .forEach(n -> devices.given(key(n), part(filled(key(n), 1).build())));
        devices.given(key(0), part(filled(SIM, 1).build()));

        var order =
                IntStream.range(0, 100)
                        .boxed()
                        .flatMap(_ -> devices.published().stream().map(TestRecord::key))
                        .toList();

        assertThat(order).isEqualTo(IntStream.range(0, 300).mapToObj(n -> key(n)).toList());
        var page = devices.reader().devicesAfter(key(40), 2);
        assertThat(page.items())
                .extracting(ListedDevice::deviceKey)
                .isEqualTo(sortedKeysAfter(key(40), 2));
        assertThat(page.next()).isEqualTo(Optional.of(page.items().getLast().deviceKey()));
        var all = devices.reader().devicesAfter("", 500);
        assertThat(all.items()).hasSize(300);
        assertThat(all.next()).isEmpty();
    }

    @Test
    void aDeviceThatCannotBeReadHoldsUpNoOther() {
        devices.given(KEY, part(filled("nonsense", 1).build()));
        devices.given(SIM, part(filled(SIM, 1).build()));

        assertThat(devices.published()).extracting(TestRecord::key).containsExactly(SIM);

        devices.given(KEY, part(gone("nonsense", 1)), part(filled(KEY, 1).build()));

        assertThat(devices.published()).extracting(TestRecord::key).containsExactly(KEY);
    }

    @Test
    void smsBlocksExpireAndTheirCountsStay() {
        devices.given(KEY, part(filled(KEY, 1).build()), sms(Sms.poll("p", "hi", 1)));
        devices.ticks(5);
        assertThat(devices.entries("w")).isEqualTo(1);
        var later = NOW + DevicesUnderTest.RETENTION.plusDays(3).toMillis();

        devices.given(KEY, sms(Sms.poll("q", "ho", 5_000)), later, new RecordHeaders());
        devices.ticks(5);

        assertThat(devices.entries("w")).isZero();
        assertThat(devices.lastPublished(KEY).getSms().getTotal()).isEqualTo(2);
    }

    private static List<String> sortedKeysAfter(String key, int count) {
        return IntStream.range(0, 300)
                .mapToObj(GatherDevicesTest::key)
                .filter(each -> each.compareTo(key) > 0)
                .sorted()
                .limit(count)
                .toList();
    }

    private static String key(int number) {
        return "imei:" + number;
    }

    private static String header(TestRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
