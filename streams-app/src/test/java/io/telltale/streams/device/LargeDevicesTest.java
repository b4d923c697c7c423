package io.telltale.streams.device;

import static io.telltale.streams.device.ExpireSmsBlocks.SLICE;
import static io.telltale.streams.device.Updates.filled;
import static io.telltale.streams.device.Updates.part;
import static io.telltale.streams.device.Updates.sms;
import static io.telltale.streams.device.Updates.smsGone;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.SmsCounts;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.sms.Sms;
import io.telltale.streams.sms.SmsMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a row costs stays the same however many a block or a device has. */
class LargeDevicesTest {

    private static final String KEY = "imei:1";

    private final PublisherUnderTest devices = new PublisherUnderTest();

    @Test
    void aRowOfABlockOf5000EqualTextsCostsABoundedNumberOfEntries() {
        var rows = IntStream.range(0, 5_000).mapToObj(LargeDevicesTest::equalRow).toList();

        assertThat(mostTouchedBy(rows.subList(0, 1_000), this::give)).isLessThan(10);
        assertThat(mostTouchedBy(rows.subList(1_000, 1_001), this::give)).isLessThan(1_100);
        assertThat(mostTouchedBy(rows.subList(1_001, 5_000), this::give)).isLessThan(10);
        assertThat(counts().getTotal()).isEqualTo(SmsMessage.of(rows).size());
        assertThat(devices.entries('v')).isEqualTo(5_000);

        assertThat(mostTouchedBy(rows.subList(0, 3_999), this::take)).isLessThan(16);
        assertThat(mostTouchedBy(rows.subList(3_999, 4_000), this::take)).isLessThan(2_200);
        assertThat(mostTouchedBy(rows.subList(4_000, 5_000), this::take)).isLessThan(16);
        assertThat(counts()).isEqualTo(DeviceCards.counts(DeviceCards.EMPTY));
        assertThat(devices.entries('v') + devices.entries('x') + devices.entries('w')).isZero();
    }

    @Test
    void aRowOfADeviceWith100000CostsABoundedNumberOfEntries() {
        devices.given(KEY, part(filled(KEY, 1).build()));
        var rows =
                IntStream.range(0, 100_000)
                        .mapToObj(n -> Sms.poll("p%06d".formatted(n), "ok", n * 30.0))
                        .toList();

        assertThat(mostTouchedBy(rows, this::give)).isLessThan(10);
        assertThat(counts().getTotal()).isEqualTo(100_000);
        assertThat(devices.store().touchedBy(devices::publishedByATick)).isLessThan(10 + SLICE);
        assertThat(devices.store().touchedBy(() -> new DeviceReader(devices.store()).device(KEY)))
                .isLessThan(10);
        assertThat(mostTouchedBy(rows.reversed().subList(0, 1_000), this::take))
                .isLessThan(10 + 64);
        assertThat(counts().getLastAt()).isEqualTo(rows.get(98_999).getOccurredAt());
    }

    @Test
    void countsAroundTheLimitOfABlockAreThoseOfItsRows() {
        var random = new Random(1);
        var rows = new ArrayList<SmsEvent>();
        for (var number = 0; number < 1_004; number++) {
            var row = randomRow(number, random);
            rows.add(row);
            give(row);
        }
        assertCountsOf(rows);
        for (var turn = 0; turn < 12; turn++) {
            var row = rows.remove(random.nextInt(rows.size()));
            take(row);
            assertCountsOf(rows);
            if (turn % 3 == 0) {
                var added = randomRow(10_000 + turn, random);
                rows.add(added);
                give(added);
                give(added);
                assertCountsOf(rows);
            }
        }
    }

    @Test
    void theNewestRowOfALargeBlockIsKnownAfterItLeft() {
        var rows = IntStream.range(0, 1_010).mapToObj(LargeDevicesTest::equalRow).toList();
        rows.forEach(this::give);

        take(rows.getLast());

        assertThat(counts().getLastAt()).isEqualTo(rows.get(1_008).getOccurredAt());
    }

    @Test
    void aLargeBlockExpiresInSlices() {
        devices.given(KEY, part(filled(KEY, 1).build()));
        IntStream.range(0, 1_100).mapToObj(LargeDevicesTest::equalRow).forEach(this::give);
        devices.publishedByATick();
        devices.setStreamTime(Updates.NOW + DevicesUnderTest.RETENTION.plusDays(3).toMillis());

        devices.publishedByATick();
        devices.publishedByATick();
        assertThat(devices.entries('v')).isBetween(1L, 1_099L);
        for (var tick = 0; tick < 10; tick++) {
            devices.publishedByATick();
        }

        assertThat(devices.entries('v') + devices.entries('x') + devices.entries('w')).isZero();
        assertThat(counts().getTotal()).isEqualTo(1_100);
    }

    @Test
    void aListOfDevicesLooksAtABoundedNumberOfCards() {
        IntStream.range(0, DeviceReader.MOST_SCANNED + 10)
                .forEach(n -> devices.given("imei:" + (100_000 + n), sms(Sms.poll("p", "hi", 1))));
        var reader = new DeviceReader(devices.store());

        var page = reader.devicesAfter("", 100);

        assertThat(devices.store().touchedBy(() -> reader.devicesAfter("", 100)))
                .isLessThan(DeviceReader.MOST_SCANNED + 100);
        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isPresent();
        assertThat(reader.devicesAfter(page.next().orElseThrow(), 1).next()).isEmpty();
    }

    private void assertCountsOf(List<SmsEvent> rows) {
        var messages = SmsMessage.of(rows);
        var byStatus = new HashMap<String, Long>();
        for (var message : messages) {
            var status = message.deliveryStatus();
            if (status != null) {
                byStatus.merge(status.name(), 1L, Long::sum);
            }
        }
        assertThat(counts().getTotal()).as("%d rows", rows.size()).isEqualTo(messages.size());
        assertThat(counts().getByDeliveryStatus()).as("%d rows", rows.size()).isEqualTo(byStatus);
    }

    private SmsCounts counts() {
        return DeviceCards.counts(devices.devices().cardOf(KEY));
    }

    private void give(SmsEvent row) {
        devices.given(KEY, sms(row));
    }

    private void take(SmsEvent row) {
        devices.given(KEY, smsGone(row));
    }

    /** Most entries of the store that one of the rows cost. */
    private long mostTouchedBy(List<SmsEvent> rows, Consumer<SmsEvent> work) {
        return rows.stream()
                .mapToLong(row -> devices.store().touchedBy(() -> work.accept(row)))
                .max()
                .orElseThrow();
    }

    private static SmsEvent equalRow(int number) {
        return Sms.poll("p%06d".formatted(number), "ok", number / 6.0);
    }

    private static SmsEvent randomRow(int number, Random random) {
        var channel = random.nextInt(3) == 0 ? Channel.HISTORY : Channel.POLL;
        var text = List.of("ok?", "ok你", "ok??").get(random.nextInt(3));
        var sms = Sms.of("e%06d".formatted(number), channel, text);
        sms = random.nextInt(50) == 0 ? sms.seenAt(number % 900) : sms.at(number % 900);
        return (channel == Channel.HISTORY
                        ? sms.with(
                                random.nextBoolean()
                                        ? DeliveryStatus.DELIVERED
                                        : DeliveryStatus.ENROUTE)
                        : sms)
                .event();
    }
}
