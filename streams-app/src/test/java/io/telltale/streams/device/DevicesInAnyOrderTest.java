package io.telltale.streams.device;

import static io.telltale.streams.device.Updates.bare;
import static io.telltale.streams.device.Updates.history;
import static io.telltale.streams.device.Updates.identity;
import static io.telltale.streams.device.Updates.member;
import static io.telltale.streams.device.Updates.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.encoding.AnyRecord;
import io.telltale.streams.record.DeviceUpdate;
import io.telltale.streams.record.RefPart;
import io.telltale.streams.sms.Sms;
import io.telltale.streams.sms.SmsMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random parts, SMS rows and rosters in random orders, published between now and then. Updates of
 * one ref keep their order, since one task sends them.
 */
class DevicesInAnyOrderTest {

    private static final int WORLDS = 2_000;
    private static final Instant NOW = Instant.ofEpochMilli(Updates.NOW);
    private static final List<String> REFS =
            List.of("imei:1", "esn:00000000002", "iccid:3", "msisdn:4");

    private final PublisherUnderTest devices = new PublisherUnderTest();

    private final Map<String, @Nullable DeviceState> published = new HashMap<>();

    @Test
    void statesDependOnTheSetOfUpdatesAlone() {
        for (var seed = 0; seed < WORLDS; seed++) {
            var world = World.of(new Random(seed));
            var key = "imei:" + (seed + 10);

            world.inSomeOrder(new Random(~seed), update -> give(key, update));
            readPublished();

            var card = devices.devices().cardOf(key);
            var parts = List.copyOf(world.parts.values());
            var expected =
                    DeviceStates.isDeviceAt(NOW, parts)
                            ? DeviceStates.at(NOW, key, parts, card)
                            : null;
            assertThat(bytes(published.get(key))).as("seed %d", seed).isEqualTo(bytes(expected));
            assertThat(published.containsKey(key) && published.get(key) == null)
                    .as("seed %d: a tombstone follows a state", seed)
                    .isEqualTo(expected == null && published.containsKey(key));
            var counts = DeviceCards.counts(card);
            assertThat(counts.getTotal()).as("seed %d", seed).isEqualTo(world.messages().size());
            assertThat(counts.getByDeliveryStatus())
                    .as("seed %d", seed)
                    .isEqualTo(world.byDeliveryStatus());
            assertThat(counts.getMobileOriginated() + counts.getMobileTerminated())
                    .isEqualTo(counts.getTotal());
            var lastAt = counts.getLastAt();
            assertThat(lastAt == null ? -1 : lastAt.toEpochMilli())
                    .as("seed %d", seed)
                    .isEqualTo(world.lastAt());
        }
    }

    /** Avro compares no lists of records with times. */
    private static byte @Nullable [] bytes(@Nullable DeviceState state) {
        return state == null
                ? null
                : AnyRecord.serde(DeviceState.class).serializer().serialize("", state);
    }

    private int sinceTick;

    private void give(String key, DeviceUpdate update) {
        devices.given(key, update);
        if (++sinceTick % 7 == 0) {
            readPublished();
        }
    }

    private void readPublished() {
        for (var record : devices.publishedByATick()) {
            assertThat(record.value() != null || published.get(record.key()) != null)
                    .as("a tombstone without a state before it")
                    .isTrue();
            published.put(record.key(), record.value());
        }
    }

    /** Updates by sender, and what is left in the end. */
    private record World(
            Map<String, Deque<DeviceUpdate>> updates,
            Map<String, RefPart> parts,
            Map<String, SmsEvent> rows) {

        static World of(Random random) {
            var world = new World(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
            for (var ref : REFS.subList(0, 1 + random.nextInt(REFS.size()))) {
                var count = random.nextInt(12);
                for (var number = 0; number < count; number++) {
                    switch (random.nextInt(4)) {
                        case 0, 1 -> world.addSms(ref, random, number);
                        case 2 -> world.addPart(ref, random, number);
                        default -> world.addRoster(ref, number);
                    }
                }
            }
            return world;
        }

        void addSms(String ref, Random random, int number) {
            var leaving =
                    rows.values().stream()
                            .filter(row -> row.getDevices().getFirst().equals(ref))
                            .findFirst();
            if (leaving.isPresent() && random.nextInt(3) == 0) {
                rows.remove(leaving.get().getEventId());
                send(ref, Updates.smsGone(leaving.get()));
                return;
            }
            var event = sms(ref + number, ref, random);
            rows.put(event.getEventId(), event);
            send(ref, Updates.sms(event));
            if (random.nextInt(5) == 0) {
                send(ref, Updates.sms(event));
            }
        }

        void addPart(String ref, Random random, int epoch) {
            var from = random.nextInt(3) == 0 ? 1_000L : null;
            var part = bare(ref, epoch).setValidFrom(from).setIsGone(random.nextInt(3) == 0);
            if (!part.getIsGone() && random.nextBoolean()) {
                part.setCard(Updates.card("account" + random.nextInt(2), -epoch, epoch));
                part.setTasks(List.of(history(ref, reading(epoch, "UpgradePending"))));
            }
            if (from == null && random.nextBoolean()) {
                part.setValidTo(1_000L);
            }
            var made = part.build();
            send(ref, Updates.part(made));
            var member = DeviceStore.partMember(ref, from);
            if (made.getIsGone()) {
                parts.remove(member);
            } else {
                parts.put(member, made);
                var older = RefPart.newBuilder(made).setEpoch(epoch - 1).setCard(null).build();
                send(ref, Updates.part(older));
            }
        }

        void addRoster(String ref, int epoch) {
            send(ref, Updates.roster(identity(ref, epoch, member(ref, null, epoch))));
        }

        private void send(String ref, DeviceUpdate update) {
            updates.computeIfAbsent(ref, _ -> new ArrayDeque<>()).add(update);
        }

        private static SmsEvent sms(String id, String ref, Random random) {
            var channel =
                    List.of(Channel.HISTORY, Channel.POLL, Channel.CALLBACK).get(random.nextInt(3));
            var second = random.nextInt(2) * 3_000 + random.nextInt(4);
            var text = List.of("hi", "你", "好", "?").get(random.nextInt(4));
            var sms = Sms.of(id, channel, text).under(ref);
            sms = random.nextInt(4) == 0 ? sms.seenAt(second) : sms.at(second);
            sms =
                    sms.going(
                            random.nextInt(3) == 0
                                    ? SmsDirection.MOBILE_ORIGINATED
                                    : SmsDirection.MOBILE_TERMINATED);
            if (channel == Channel.HISTORY) {
                sms =
                        sms.with(
                                List.of(
                                                DeliveryStatus.DELIVERED,
                                                DeliveryStatus.FAILED,
                                                DeliveryStatus.ENROUTE)
                                        .get(random.nextInt(3)));
            }
            return sms.event();
        }

        void inSomeOrder(Random random, Consumer<DeviceUpdate> to) {
            var senders = new ArrayList<>(updates.values());
            while (!senders.isEmpty()) {
                var sender = senders.get(random.nextInt(senders.size()));
                if (sender.isEmpty()) {
                    senders.remove(sender);
                } else {
                    to.accept(sender.removeFirst());
                }
            }
        }

        List<SmsMessage> messages() {
            return SmsMessage.of(rows.values());
        }

        Map<String, Long> byDeliveryStatus() {
            var counts = new HashMap<String, Long>();
            for (var message : messages()) {
                var status = message.deliveryStatus();
                if (status != null) {
                    counts.merge(status.name(), 1L, Long::sum);
                }
            }
            return counts;
        }

        long lastAt() {
            return rows.values().stream()
                    .mapToLong(row -> Updates.sms(row).getSms().getOrderAt())
                    .max()
                    .orElse(-1);
        }
    }
}
