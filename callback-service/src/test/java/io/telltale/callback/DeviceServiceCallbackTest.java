package io.telltale.callback;

import static io.telltale.callback.CallbackUnderTest.PATH;
import static io.telltale.callback.CallbackUnderTest.callback;
import static io.telltale.callback.CallbackUnderTest.header;
import static io.telltale.callback.CallbackUnderTest.seed;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.ProviderAnswer;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.testing.Await;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeviceServiceCallbackTest {

    private static final String REQUEST = "1555a252-e23f-4914-b916-7b477e4c9d90";
    private static final Instant FIRST = Instant.parse("2020-02-28T17:52:17Z");
    private static final String SMS = "device.sms.v1";
    private static final String ANSWERS = "provider.answer.v1";
    private static final String DEAD_LETTERS = "dead-letter.v1";

    @Test
    void theSeedsHistoryBecomesSixteenEvents() {
        try (var service = new CallbackUnderTest(Brokers.healthy())) {
            var answer = service.post(seed());

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(service.written(SMS))
                    .hasSize(16)
                    .allSatisfy(record -> {
                        assertThat(record.key()).isEqualTo("msisdn:0123456789");
                        assertThat(record.timestamp()).isEqualTo(Brokers.NOW.toEpochMilli());
                        assertThat(header(record, "ce_source"))
                                .isEqualTo("/thingspace/0000123456-00001");
                        var event = service.read(record, SmsEvent.class);
                        assertThat(event.getEventId()).isEqualTo(header(record, "ce_id"));
                        assertThat(event.getChannel()).isEqualTo(Channel.HISTORY);
                        assertThat(event.getObservedAt()).isEqualTo(Brokers.NOW);
                        assertThat(event.getRequestId()).isEqualTo(REQUEST);
                    });
        }
    }

    @Test
    void theAnswerIsNotedAfterTheEvents() {
        try (var service = new CallbackUnderTest(Brokers.healthy())) {
            service.post(seed());

            var last = service.written().getLast();
            assertThat(service.written()).hasSize(17);
            assertThat(last.topic()).isEqualTo(ANSWERS);
            assertThat(last.key()).isEqualTo(REQUEST);
            assertThat(service.read(last, ProviderAnswer.class))
                    .returns("0000123456-00001", ProviderAnswer::getAccount)
                    .returns(REQUEST, ProviderAnswer::getRequestId)
                    .returns(16, ProviderAnswer::getRows)
                    .returns(Instant.parse("2020-02-28T17:52:17Z"), ProviderAnswer::getFirstAt)
                    .returns(Instant.parse("2020-03-16T15:41:14Z"), ProviderAnswer::getLastAt)
                    .returns(Brokers.NOW, ProviderAnswer::getAnsweredAt)
                    .returns(null, ProviderAnswer::getFault);
        }
    }

    @Test
    void aRedeliveryHasTheSameEventIds() {
        try (var service = new CallbackUnderTest(Brokers.healthy())) {
            service.post(seed());
            service.post(seed().replace("\"callbackCount\": 1", "\"callbackCount\": 2"));

            var ids = service.written(SMS).stream().map(r -> header(r, "ce_id")).toList();
            assertThat(ids).hasSize(32);
            assertThat(ids.subList(16, 32)).isEqualTo(ids.subList(0, 16)).doesNotHaveDuplicates();
        }
    }

    @Test
    void acknowledgesOnlyWhatTheBrokersAcknowledged_eventsFirst() {
        var brokers = Brokers.silent(Duration.ofSeconds(30));
        try (var service = new CallbackUnderTest(brokers)) {
            var answer = service.postAsync(PATH, BodyPublishers.ofString(seed()));

            Await.until(() -> service.written().size() == 16);
            for (var event = 1; event <= 15; event++) {
                assertThat(brokers.producer().completeNext()).isTrue();
            }
            assertThat(service.written(ANSWERS)).isEmpty();
            assertThat(brokers.producer().completeNext()).isTrue();
            Await.until(() -> service.written(ANSWERS).size() == 1);
            assertThat(answer).isNotDone();
            assertThat(brokers.producer().completeNext()).isTrue();

            assertThat(answer.join().statusCode()).isEqualTo(204);
        }
    }

    @Test
    void answers503WithinASecond_whenTheBrokersDoNotAcknowledge() {
        try (var service = new CallbackUnderTest(Brokers.silent(Duration.ofMillis(560)))) {
            service.get("/warm-up");
            var start = System.nanoTime();
            var answer = service.post(seed());
            var took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(answer.body()).contains("urn:telltale:problem:not-ready");
            assertThat(took).isBetween(Duration.ofMillis(500), Duration.ofSeconds(3));
            assertThat(service.written(ANSWERS)).isEmpty();
        }
    }

    @Test
    void answers503_whenTheBrokersRefuse() {
        var brokers = Brokers.healthy();
        try (var service = new CallbackUnderTest(brokers)) {
            brokers.producer().sendException =
                    new org.apache.kafka.common.errors.NotEnoughReplicasException("too few");

            assertThat(service.post(seed()).statusCode()).isEqualTo(503);
            assertThat(service.written()).isEmpty();
        }
    }

    @Test
    void ofAFullAnswerTheLastSecondIsLeftOut_andNamed() {
        try (var service = new CallbackUnderTest(Brokers.healthy())) {
            // 250 seconds of two rows each
            var answer = service.post(history(500, row -> row / 2, "MoSms", "Delivered"));

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(service.written(SMS)).hasSize(498);
            assertThat(service.read(service.written().getLast(), ProviderAnswer.class))
                    .returns(500, ProviderAnswer::getRows)
                    .returns(FIRST, ProviderAnswer::getFirstAt)
                    .returns(FIRST.plusSeconds(249), ProviderAnswer::getLastAt)
                    .returns(null, ProviderAnswer::getFirstUnsettledAt);
        }
    }

    @Test
    void ofAFullAnswerInOneSecondNothingIsLeftOut() {
        try (var service = new CallbackUnderTest(Brokers.healthy())) {
            service.post(history(500, _ -> 7, "MoSms", "Delivered"));

            assertThat(service.written(SMS)).hasSize(500);
            assertThat(service.read(service.written().getLast(), ProviderAnswer.class))
                    .returns(FIRST.plusSeconds(7), ProviderAnswer::getLastAt);
        }
    }

    @Test
    void theRowsOfTheLastSecondHaveTheSameIds_whenTheyAreAskedForAgain() {
        try (var service = new CallbackUnderTest(Brokers.healthy())) {
            service.post(history(500, row -> row / 2, "MoSms", "Delivered"));
            service.post(history(4, row -> 249 + row / 2, "MoSms", "Delivered"));

            assertThat(service.written(SMS).stream().map(record -> header(record, "ce_id")))
                    .hasSize(502)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void theAnswerNamesTheOldestSmsToTheDeviceThatIsNotSettled() {
        try (var service = new CallbackUnderTest(Brokers.healthy())) {
            service.post(history(9, row -> row, "MtSms", "Enroute"));

            assertThat(service.read(service.written().getLast(), ProviderAnswer.class))
                    .returns(FIRST, ProviderAnswer::getFirstUnsettledAt);
        }
    }

    @Test
    void anAnswerWithoutEventsIsNoted() {
        try (var service = new CallbackUnderTest(Brokers.healthy())) {
            service.post(history(0, row -> row, "MoSms", "Delivered"));

            assertThat(service.written()).hasSize(1);
            assertThat(service.read(service.written().getFirst(), ProviderAnswer.class))
                    .returns(0, ProviderAnswer::getRows)
                    .returns(null, ProviderAnswer::getFirstAt)
                    .returns(null, ProviderAnswer::getLastAt);
        }
    }

    private static String history(
            int rows, IntUnaryOperator secondOf, String type, String deliveryStatus) {
        var events =
                IntStream.range(0, rows)
                        .mapToObj(row ->
                                """
                                {"timestamp":"%s","smsType":"%s","message":"text %d","encoding":"US-ASCII",
                                 "deliveryStatus":"%s"}
                                """
                                        .formatted(
                                                FIRST.plusSeconds(secondOf.applyAsInt(row)),
                                                type,
                                                row,
                                                deliveryStatus))
                        .collect(Collectors.joining(","));
        return callback(
                """
                "requestId":"r-500","deviceResponse":{"smsEventHistoryResponse":
                {"deviceId":{"id":"0123456789","kind":"msisdn"},"smsEvents":[%s]}}
                """
                        .formatted(events));
    }

    @Test
    void aBrokenRowIsADeadLetter_andTheOthersGoOn() {
        try (var service = new CallbackUnderTest(Brokers.healthy())) {
            var answer =
                    service.post(seed().replace("\"message\": \"labttqhfvn\"", "\"message\": {}"));

            var letter = service.written(DEAD_LETTERS).getFirst();
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(service.written(SMS)).hasSize(15);
            assertThat(service.written(DEAD_LETTERS)).hasSize(1);
            assertThat(header(letter, "telltale_reason")).isEqualTo("BAD_FIELD");
            assertThat(header(letter, "telltale_source")).isEqualTo(PATH);
            assertThat(header(letter, "telltale_position"))
                    .isEqualTo("request " + REQUEST + " msisdn:0123456789 row 1");
            assertThat(text(letter.value())).contains("2020-03-03T17:42:53+0000");
            assertThat(service.read(service.written().getLast(), ProviderAnswer.class).getRows())
                    .isEqualTo(16);
        }
    }

    @Test
    void aFaultIsAnAnswerWithoutRows() {
        try (var service = new CallbackUnderTest(Brokers.healthy())) {
            var answer =
                    service.post(
                            callback(
                                    """
                                    "requestId":"r-1","status":"Failed","faultResponse":
                                    {"faultcode":"DeviceService.REQUEST_FAILED.DeviceNotFound",
                                     "faultstring":"no such device"}
                                    """));

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(service.written()).hasSize(1);
            var noted = service.read(service.written().getFirst(), ProviderAnswer.class);
            assertThat(noted.getRows()).isZero();
            assertThat(noted.getFault().getCode())
                    .isEqualTo("DeviceService.REQUEST_FAILED.DeviceNotFound");
            assertThat(noted.getFault().getText()).isEqualTo("no such device");
        }
    }

    @Test
    void anAnswerWithADeviceThatCannotBeReadIsAFault_soThatItsWindowStaysOpen() {
        try (var service = new CallbackUnderTest(Brokers.healthy())) {
            var answer =
                    service.post(
                            callback(
                                    """
                                    "requestId":"r-3","deviceResponse":{"smsEventHistoryResponse":
                                    {"smsEvents":[{"timestamp":"2020-03-03T17:42:53Z","message":"m"}]}}
                                    """));

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(service.written(SMS)).isEmpty();
            assertThat(service.written(DEAD_LETTERS)).hasSize(1);
            var noted = service.read(service.written().getLast(), ProviderAnswer.class);
            assertThat(noted.getFault().getCode()).isEqualTo("UNREADABLE");
            assertThat(noted.getFault().getText()).isEqualTo("device 0: MISSING_FIELD, deviceIds");
        }
    }

    @Test
    void unknownContentIsADeadLetterWithoutCredentials() {
        try (var service = new CallbackUnderTest(Brokers.healthy())) {
            var answer =
                    service.post(
                            callback(
                                    """
                                    "requestId":"r-2","deviceResponse":{"newResponse":
                                    {"a":7,"Password":"inner-secret"}}
                                    """));

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(service.written()).hasSize(1);
            var letter = service.written(DEAD_LETTERS).getFirst();
            assertThat(letter.key()).isEqualTo("r-2");
            assertThat(text(letter.value()))
                    .contains("newResponse", "***")
                    .doesNotContain("demo-callback", "inner-secret");
        }
    }

    @Test
    void logsOneLineWithoutContent_andWarnsAtTheLastAttempt() {
        try (var service = new CallbackUnderTest(Brokers.healthy())) {
            service.post(seed().replaceFirst("\"callbackCount\": *\\d+", "\"callbackCount\": 4"));

            assertThat(service.logged())
                    .contains(
                            "INFO callback for 0000123456-00001 DeviceService: request "
                                    + REQUEST
                                    + ", 16 rows, attempt 4 of 4",
                            "WARN request "
                                    + REQUEST
                                    + " for 0000123456-00001 DeviceService came at the last"
                                    + " attempt")
                    .noneMatch(line -> line.contains("labttqhfvn") || line.contains("demo-"));
            assertThat(service.counted("telltale.callback.last.attempts")).isEqualTo(1);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
