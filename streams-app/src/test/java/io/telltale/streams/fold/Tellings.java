package io.telltale.streams.fold;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.CommandDetail;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.TaskKind;
import io.telltale.streams.topology.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Draws what providers tell of one ref. Few words and few times, so that facts often meet; some
 * times are missing, and some are from the future.
 */
final class Tellings {

    static final String REF = "imei:990000560000001";

    private static final Instant BEGIN = Given.NOW.minusSeconds(100_000);
    private static final List<String> WORDS = List.of("A", "B", "C");
    private static final List<String> TEXTS = List.of("hello", "h\u00e9llo", "h?llo");
    private static final List<Channel> CHANNELS =
            List.of(Channel.POLL, Channel.CALLBACK, Channel.HISTORY);
    private static final List<Integer> MINUTES = List.of(0, 0, 0, 14, 15, 16, 30);

    private final Random random;
    private int number;

    Tellings(Random random) {
        this.random = random;
    }

    /** From one to so many. */
    List<Event> some(int most, Supplier<Event> next) {
        var all = new ArrayList<Event>();
        for (var left = 1 + random.nextInt(most); left > 0; left--) {
            all.add(next.get());
        }
        return all;
    }

    Event any() {
        return switch (random.nextInt(3)) {
            case 0 -> reading();
            case 1 -> sms();
            default -> push();
        };
    }

    Event reading() {
        return reading(random.nextInt(3) == 0 ? "2" : "1");
    }

    Event reading(String task) {
        var observedAt = BEGIN.plusSeconds(random.nextInt(8));
        var isCommand = random.nextInt(4) == 0;
        return new Event.Status(
                DeviceStatusEvent.newBuilder()
                        .setEventId(nextId())
                        .setProvider(isCommand ? Provider.GRAPH : Provider.THINGSPACE)
                        .setAccount(drawn(List.of("a", "b")))
                        .setDevices(List.of(REF))
                        .setOccurredAt(happened(observedAt, BEGIN.plusSeconds(random.nextInt(6))))
                        .setObservedAt(observedAt)
                        .setChannel(Channel.POLL)
                        .setTaskKind(isCommand ? TaskKind.COMMAND : TaskKind.SOFTWARE_UPGRADE)
                        .setTaskId(task)
                        .setReading(random.nextInt(4))
                        .setProviderStatus(drawn(WORDS))
                        .setOutcome(random.nextBoolean() ? Outcome.PENDING : Outcome.FAILED)
                        .setReason(random.nextInt(3) == 0 ? "why" : null)
                        .setCommand(
                                isCommand && random.nextBoolean()
                                        ? CommandDetail.newBuilder().setType("t" + number).build()
                                        : null)
                        .build());
    }

    Event sms() {
        var about = BEGIN.plusSeconds(60 * drawn(MINUTES));
        var observedAt = about.plusSeconds(random.nextInt(5));
        var status = random.nextInt(3) == 0 ? drawn(List.of(DeliveryStatus.values())) : null;
        return new Event.Sms(
                SmsEvent.newBuilder()
                        .setEventId(nextId())
                        .setProvider(Provider.THINGSPACE)
                        .setAccount("a")
                        .setDevices(List.of(REF))
                        .setOccurredAt(happened(observedAt, about.plusSeconds(random.nextInt(9))))
                        .setObservedAt(observedAt)
                        .setChannel(drawn(CHANNELS))
                        .setDirection(
                                random.nextInt(4) == 0
                                        ? SmsDirection.MOBILE_TERMINATED
                                        : SmsDirection.MOBILE_ORIGINATED)
                        .setText(random.nextInt(9) == 0 ? null : drawn(TEXTS))
                        .setDeliveryStatus(status)
                        .setProviderDeliveryStatus(status == null ? null : status.name())
                        .build());
    }

    Event push() {
        var observedAt = BEGIN.plusSeconds(random.nextInt(8));
        return new Event.PushAction(
                PushActionEvent.newBuilder()
                        .setEventId(nextId())
                        .setProvider(Provider.XTREMEPUSH)
                        .setAccount("demo")
                        .setDevices(List.of(REF))
                        .setOccurredAt(happened(observedAt, BEGIN.plusSeconds(random.nextInt(2))))
                        .setObservedAt(
                                random.nextInt(4) == 0 ? observedAt.plusSeconds(7_200) : observedAt)
                        .setChannel(Channel.POLL)
                        .setProject("demo")
                        .setCampaignId("1")
                        .setActionId(drawn(List.of("x", "y")))
                        .setFailed(random.nextInt(3) == 0 ? null : random.nextBoolean())
                        .build());
    }

    /** Mostly then; sometimes the provider does not say, or says what cannot be. */
    private @Nullable Instant happened(Instant observedAt, Instant then) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> null;
            case 2 -> observedAt.plusSeconds(3_600);
            default -> then;
        };
    }

    private String nextId() {
        number++;
        return EventId.of("event", Integer.toString(number));
    }

    private <T> T drawn(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
