package io.telltale.callback;

import static io.telltale.callback.CallbackUnderTest.ACCOUNT;
import static io.telltale.callback.CallbackUnderTest.callback;
import static io.telltale.callback.CallbackUnderTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.ProviderAnswer;
import io.telltale.schemas.record.ProviderRequest;
import io.telltale.schemas.record.SmsEvent;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories that do not say, or not readably, which device they are of. */
final class UnnamedDeviceTest {

    private static final String SMS = "device.sms.v1";
    private static final String ANSWERS = "provider.answer.v1";
    private static final String DEAD_LETTERS = "dead-letter.v1";

    private final Brokers brokers = Brokers.healthy();
    private final CallbackUnderTest service = new CallbackUnderTest(brokers);

    @AfterEach
    void close() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"deviceId\":null,",
                "\"deviceId\":{\"id\":\"\",\"kind\":\"mdn\"},",
                "\"deviceId\":{\"id\":\"7022895555\",\"kind\":\"min\"},",
                "\"deviceId\":{\"id\":\"n/a\",\"kind\":\"iccid\"},"
            })
    void aHistoryIsOfTheDeviceThatWasAskedFor(String device) {
        asked(ACCOUNT);

        assertThat(post(device, 1).statusCode()).isEqualTo(204);

        var record = service.written(SMS).getFirst();
        var event = service.read(record, SmsEvent.class);
        assertThat(record.key()).isEqualTo("msisdn:17022895555");
        assertThat(header(record, "telltale_provider_device")).isEqualTo("mdn:7022895555");
        assertThat(event.getText()).isEqualTo("hi");
        assertThat(service.written(DEAD_LETTERS)).isEmpty();
        assertThat(service.read(service.written(ANSWERS).getFirst(), ProviderAnswer.class))
                .returns(1, ProviderAnswer::getRows)
                .returns(null, ProviderAnswer::getFault);
    }

    @Test
    void comesAgain_whileItsRequestIsNotKnown_andIsThenTaken() {
        assertThat(post("", 1).statusCode()).isEqualTo(503);
        assertThat(service.written()).isEmpty();

        asked(ACCOUNT);

        assertThat(post("", 2).statusCode()).isEqualTo(204);
        assertThat(service.written(SMS)).hasSize(1);
    }

    @Test
    void isADeadLetter_whenItsRequestIsNotKnownAtTheLastAttempt() {
        assertThat(post("", 3).statusCode()).isEqualTo(204);

        assertThat(service.written(SMS)).isEmpty();
        assertThat(header(service.written(DEAD_LETTERS).getFirst(), "telltale_reason"))
                .isEqualTo("MISSING_FIELD");
    }

    @Test
    void isNotOfADevice_thatWasAskedForInAnotherAccount() {
        asked("0000999999-00001");

        assertThat(post("", 1).statusCode()).isEqualTo(503);
        assertThat(post("", 3).statusCode()).isEqualTo(204);
        assertThat(service.written(SMS)).isEmpty();
    }

    @Test
    void aDeviceThatIsNamedKeepsItsRows_whateverWasAskedFor() {
        asked(ACCOUNT);

        post("\"deviceId\":{\"id\":\"7022896666\",\"kind\":\"mdn\"},", 1);

        assertThat(service.written(SMS).getFirst().key()).isEqualTo("msisdn:17022896666");
        assertThat(service.counted("telltale.callback.other.devices", "account", ACCOUNT))
                .isEqualTo(1);
    }

    @Test
    void anIdOfAnotherKindMayBeTheDeviceThatWasAskedFor() {
        asked(ACCOUNT);

        post("\"deviceId\":{\"id\":\"990000560000001\",\"kind\":\"imei\"},", 1);

        assertThat(service.written(SMS).getFirst().key()).isEqualTo("imei:990000560000001");
        assertThat(service.counted("telltale.callback.other.devices", "account", ACCOUNT)).isZero();
    }

    private void asked(String account) {
        brokers.requests()
                .put(
                        "r-1",
                        ProviderRequest.newBuilder()
                                .setProvider(Provider.THINGSPACE)
                                .setAccount(account)
                                .setRequestId("r-1")
                                .setDevice("mdn:7022895555")
                                .setAskedAt(Brokers.NOW)
                                .build());
    }

    private HttpResponse<String> post(String device, int attempt) {
        return service.post(
                callback(
                        """
                        "requestId":"r-1","callbackCount":%d,"maxCallbackThreshold":3,
                        "deviceResponse":{"smsEventHistoryResponse":{%s"smsEvents":[
                        {"timestamp":"2020-02-28T17:52:17+0000","smsType":"MoSms","message":"hi"}]}}
                        """
                                .formatted(attempt, device)));
    }
}
