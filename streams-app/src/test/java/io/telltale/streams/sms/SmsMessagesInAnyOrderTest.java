package io.telltale.streams.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.recomputation.AvroRows;
import io.telltale.recomputation.ExpectedMessage;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.SmsEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Messages of random rows: in 10,000 random orders, and against the rule written again. */
class SmsMessagesInAnyOrderTest {

    private static final int WORLDS = 10_000;

    private static final List<List<String>> ALIKE =
            List.of(
                    List.of("你好", "再见", "?", "??", "????", "👍", "再见?"),
                    List.of("ok", "ok?", "ok??", "oké", "okç"),
                    List.of("hi", "hello"));

    @Test
    void messagesAreTheSameInEveryOrder_andEqualTheRecomputation() {
        for (var seed = 0; seed < WORLDS; seed++) {
            var random = new Random(seed);
            var rows = rows(random);
            var messages = SmsMessage.of(rows);

            Collections.shuffle(rows, random);
            var again = SmsMessage.of(rows);

            assertThat(Set.copyOf(again)).as("seed %d", seed).isEqualTo(Set.copyOf(messages));
            assertThat(ids(again)).as("seed %d", seed).isEqualTo(recomputed(rows));
            assertThat(messages.stream().map(SmsMessage::messageId))
                    .as("seed %d", seed)
                    .doesNotHaveDuplicates();
        }
    }

    private static Set<Set<String>> ids(Collection<SmsMessage> messages) {
        return messages.stream()
                .map(message ->
                        message.rows().stream()
                                .map(SmsEvent::getEventId)
                                .collect(Collectors.toSet()))
                .collect(Collectors.toSet());
    }

    private static Set<Set<String>> recomputed(List<SmsEvent> rows) {
        return ExpectedMessage.of(rows.stream().map(AvroRows::sms).toList()).stream()
                .map(ExpectedMessage::eventIds)
                .collect(Collectors.toSet());
    }

    /** Few texts, times and channels, so that much meets. */
    private static List<SmsEvent> rows(Random random) {
        var texts = ALIKE.get(random.nextInt(ALIKE.size()));
        var seconds = random.nextBoolean() ? 5 : 130;
        var begin = random.nextBoolean() ? 0 : 890;
        var untimed = random.nextInt(4);
        var rows = new ArrayList<SmsEvent>();
        var count = 1 + random.nextInt(24);
        for (var number = 0; number < count; number++) {
            var channel =
                    List.of(Channel.HISTORY, Channel.POLL, Channel.CALLBACK).get(random.nextInt(3));
            var sms =
                    Sms.of(
                            "%08x".formatted(random.nextInt()),
                            channel,
                            texts.get(random.nextInt(texts.size())));
            var second = begin + random.nextInt(seconds) + random.nextInt(3) * 0.4;
            sms = random.nextInt(8) < untimed ? sms.seenAt(second) : sms.at(second);
            if (channel == Channel.HISTORY && random.nextBoolean()) {
                sms =
                        sms.with(
                                random.nextBoolean()
                                        ? DeliveryStatus.DELIVERED
                                        : DeliveryStatus.ENROUTE);
            }
            rows.add(sms.event());
        }
        return rows;
    }
}
