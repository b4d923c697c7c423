package io.telltale.providers.thingspace.sms;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.Row;
import io.telltale.providers.server.Payload;
import io.telltale.providers.thingspace.callback.CallbackContent;
import io.telltale.providers.thingspace.callback.DeviceServiceCallbackReader;
import io.telltale.providers.thingspace.callback.ParsedCallback;
import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.SmsDirection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoricSmsMapperTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final HistoricSmsMapper mapper = new HistoricSmsMapper("0000123456-00001");

    @Test
    void mapsTheRecordedHistory() {
        var events = mapper.events(recorded(), Optional.of("request"), NOW);

        assertThat(events).hasSize(16);
        assertThat(events.stream().map(Event.Sms::eventId)).doesNotHaveDuplicates();
        assertThat(
                        events.stream()
                                .collect(
                                        groupingBy(e -> e.event().getDeliveryStatus(), counting())))
                .isEqualTo(Map.of(DeliveryStatus.DELIVERED, 10L, DeliveryStatus.SCHEDULED, 6L));
    }

    @Test
    void mapsAnSmsFromTheDevice() {
        var event = mapper.events(recorded(), Optional.of("request"), NOW).getFirst().event();

        assertThat(event.getDevices()).containsExactly("msisdn:0123456789");
        assertThat(event.getOccurredAt()).isEqualTo(Instant.parse("2020-02-28T17:52:17Z"));
        assertThat(event.getObservedAt()).isEqualTo(NOW);
        assertThat(event.getChannel()).isEqualTo(Channel.HISTORY);
        assertThat(event.getDirection()).isEqualTo(SmsDirection.MOBILE_ORIGINATED);
        assertThat(event.getProviderDirection()).isEqualTo("MoSms");
        assertThat(event.getSender()).isEqualTo("17243253868");
        assertThat(event.getRecipient()).isNull();
        assertThat(event.getText()).isEqualTo("?{h??");
        assertThat(event.getEncoding()).isEqualTo("US-ASCII");
        assertThat(event.getDeliveryStatus()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(event.getProviderDeliveryStatus()).isEqualTo("Delivered");
        assertThat(event.getRequestId()).isEqualTo("request");
    }

    @Test
    void mapsAnSmsToTheDevice() {
        var event = mapper.events(recorded(), Optional.empty(), NOW).get(1).event();

        assertThat(event.getDirection()).isEqualTo(SmsDirection.MOBILE_TERMINATED);
        assertThat(event.getSender()).isNull();
        assertThat(event.getRecipient()).isEqualTo("2557177127");
        assertThat(event.getDeliveryStatus()).isEqualTo(DeliveryStatus.SCHEDULED);
        assertThat(event.getRequestId()).isNull();
    }

    @Test
    void givesTheGoldenId_whateverTheRequest() {
        assertThat(mapper.events(recorded(), Optional.of("a"), NOW).getFirst().eventId())
                .isEqualTo("f656a1b91ca27395339968706f3d6d40");
        assertThat(mapper.events(recorded(), Optional.of("b"), NOW).getFirst().eventId())
                .isEqualTo("f656a1b91ca27395339968706f3d6d40");
    }

    @Test
    void tellsEqualRowsApart_andAnotherStatusOfTheSameSms() {
        var first = ids("Scheduled");
        var twins = ids("Scheduled", "Scheduled");
        var later = ids("Delivered");

        assertThat(twins).doesNotHaveDuplicates().startsWith(first.getFirst());
        assertThat(later).doesNotContain(first.getFirst());
        assertThat(ids("Scheduled", "Delivered").get(1)).isNotEqualTo(later.getFirst());
    }

    @ParameterizedTest
    @CsvSource({
        "Scheduled, SCHEDULED",
        "Enroute, ENROUTE",
        "Delivered, DELIVERED",
        "Expired, EXPIRED",
        "Deleted, DELETED",
        "Undeliverable, UNDELIVERABLE",
        "Accepted, ACCEPTED",
        "Unknown, UNKNOWN",
        "Rejected, REJECTED",
        "Skipped, SKIPPED",
        "Failed, FAILED",
        "delivered, DELIVERED",
        "Lost, UNRECOGNIZED"
    })
    void mapsEveryWordForTheDelivery(String word, DeliveryStatus expected) {
        var event = mapper.events(history(row("MtSms", word)), Optional.empty(), NOW).getFirst();

        assertThat(event.event().getDeliveryStatus()).isEqualTo(expected);
        assertThat(event.event().getProviderDeliveryStatus()).isEqualTo(word);
    }

    @Test
    void keepsBothEnds_whenTheDirectionIsNotKnown() {
        var event =
                mapper.events(history(row("XxSms", "Failed")), Optional.empty(), NOW)
                        .getFirst()
                        .event();

        assertThat(event.getDirection()).isEqualTo(SmsDirection.UNKNOWN);
        assertThat(event.getProviderDirection()).isEqualTo("XxSms");
        assertThat(event.getSender()).isEqualTo("from");
        assertThat(event.getRecipient()).isEqualTo("to");
    }

    private List<String> ids(String... words) {
        var rows = Stream.of(words).map(word -> row("MtSms", word)).toArray(HistoricSms[]::new);
        return mapper.events(history(rows), Optional.empty(), NOW).stream()
                .map(Event.Sms::eventId)
                .toList();
    }

    private static HistoricSms row(String type, String word) {
        return new HistoricSms(
                Optional.of(Instant.parse("2020-02-28T17:52:17Z")),
                Optional.of(type),
                Optional.of("to"),
                Optional.of("from"),
                Optional.of("text"),
                Optional.empty(),
                Optional.of(word));
    }

    private static SmsHistoryResult history(HistoricSms... rows) {
        return new SmsHistoryResult(
                DeviceIds.of("msisdn:0123456789"),
                Stream.of(rows).<Row<HistoricSms>>map(Row.Good::new).toList());
    }

    private static SmsHistoryResult recorded() {
        var body = Payload.bytes("thingspace/history.callback.json");
        return switch (new DeviceServiceCallbackReader().read(body)) {
            case ParsedCallback.Understood<CallbackContent>(var callback)
                    when callback.content() instanceof CallbackContent.SmsHistories(var devices) ->
                    Row.good(devices).getFirst();
            case ParsedCallback<CallbackContent> other -> throw new AssertionError(other);
        };
    }
}
