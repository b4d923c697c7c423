package io.telltale.providers.thingspace.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.server.Payload;
import io.telltale.providers.thingspace.sms.HistoricSms;
import io.telltale.providers.thingspace.sms.SmsHistoryResult;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceServiceCallbackReaderTest {

    private final DeviceServiceCallbackReader reader = new DeviceServiceCallbackReader();

    @Test
    void readsTheHistoryOfADevice() {
        var callback = understood(Payload.bytes("thingspace/history.callback.json"));

        assertThat(callback.username()).isEqualTo("string");
        assertThat(callback.password().reveal()).isEqualTo("string");
        assertThat(callback.requestId()).contains("1555a252-e23f-4914-b916-7b477e4c9d90");
        assertThat(callback.callbackCount()).isEqualTo(OptionalInt.of(1));
        assertThat(callback.maxCallbackThreshold()).isEqualTo(OptionalInt.of(4));
        var history = histories(callback).getFirst();
        assertThat(history.refs()).containsExactly(DeviceRef.parse("msisdn:0123456789"));
        assertThat(Row.good(history.rows()))
                .hasSize(16)
                .first()
                .isEqualTo(
                        new HistoricSms(
                                Optional.of(Instant.parse("2020-02-28T17:52:17Z")),
                                Optional.of("MoSms"),
                                Optional.empty(),
                                Optional.of("17243253868"),
                                Optional.of("?{h??"),
                                Optional.of("US-ASCII"),
                                Optional.of("Delivered")));
    }

    @Test
    void readsCapitalisedNamesAndArrays_andLosesOnlyTheBrokenDevice() {
        var callback = understood(Payload.bytes("thingspace/history.capitals.callback.json"));

        assertThat(callback.password().reveal()).isEqualTo("pwd");
        assertThat(callback.callbackCount()).isEqualTo(OptionalInt.of(2));
        assertThat(histories(callback))
                .map(history -> history.refs().getFirst().toString())
                .containsExactly("msisdn:0123456789", "iccid:89148000000800139708");
        assertThat(Row.good(histories(callback).getFirst().rows()).getFirst().sentTo())
                .contains("2557177127");
        var content = (CallbackContent.SmsHistories) callback.content();
        assertThat(Row.broken(content.devices()))
                .singleElement()
                .satisfies(row -> assertThat(row.fault()).isEqualTo(RowFault.BAD_REF));
    }

    @Test
    void losesOnlyTheBrokenRowOfAHistory() {
        var callback =
                understood(
                        """
                        {"deviceIds":[{"id":"7022895555","kind":"mdn"}],"deviceResponse":{"smsEventHistoryResponse":{"smsEvents":[
                        {"timestamp":"soon","message":"a"},5,{},{"timestamp":"2020-02-28T17:52:17+0000","message":"b"}]}}}
                        """
                                .getBytes(UTF_8));

        var history = histories(callback).getFirst();

        assertThat(history.refs()).containsExactly(DeviceRef.parse("msisdn:17022895555"));
        assertThat(Row.good(history.rows()))
                .map(HistoricSms::timestamp)
                .containsExactly(
                        Optional.empty(), Optional.of(Instant.parse("2020-02-28T17:52:17Z")));
        assertThat(Row.broken(history.rows()))
                .map(Row.Broken::fault)
                .containsExactly(RowFault.NOT_AN_OBJECT, RowFault.MISSING_FIELD);
    }

    @Test
    void readsAFault() {
        assertThat(understood(Payload.bytes("thingspace/fault.callback.json")).content())
                .isEqualTo(
                        new CallbackContent.Fault(
                                "DeviceService.REQUEST_FAILED.DeviceNotFound",
                                "Device not found."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"faultResponse\":{\"faultcode\":\"c\",\"faultstring\":\"t\"}}",
                "{\"FaultResponse\":[{\"FaultCode\":\"c\",\"FaultString\":\"t\"}]}",
                "{\"deviceResponse\":{\"faultResponse\":{\"faultCode\":\"c\",\"faultString\":\"t\"}}}",
                "{\"deviceResponse\":[{\"faultResponse\":[{\"faultCode\":\"c\",\"faultString\":\"t\"}]}]}"
            })
    void readsAFault_besideAndInsideTheDeviceResponse(String body) {
        assertThat(understood(body.getBytes(UTF_8)).content())
                .isEqualTo(new CallbackContent.Fault("c", "t"));
    }

    @Test
    void doesNotRecogniseOtherContent() {
        assertThat(understood(Payload.bytes("thingspace/other.callback.json")).content())
                .isEqualTo(new CallbackContent.Unrecognized());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "[\"r\"]", "true", "1.5", "\" \"", "null"})
    void takesARequestIdThatIsNoTextAsNone(String id) {
        assertThat(understood(("{\"requestId\":" + id + "}").getBytes(UTF_8)).requestId())
                .isEmpty();
    }

    @Test
    void takesARequestIdAsNone_whenItWouldSwellEveryRecord() {
        assertThat(understood(withRequestId(256)).requestId()).isPresent();
        assertThat(understood(withRequestId(257)).requestId()).isEmpty();
    }

    private static byte[] withRequestId(int characters) {
        return "{\"requestId\":\"%s\"}".formatted("r".repeat(characters)).getBytes(UTF_8);
    }

    @Test
    void doesNotTakeThousandsOfRowsForAHistory() {
        assertThat(understood(withRows(1_900)).content())
                .isInstanceOf(CallbackContent.SmsHistories.class);
        assertThat(understood(withRows(2_000)).content())
                .isEqualTo(new CallbackContent.Unrecognized());
    }

    @Test
    void callsABodyMalformed_whenItsTreeWouldBeManyTimesItsSize() {
        assertThat(reader.read(withRows(40_000)))
                .isInstanceOfSatisfying(
                        ParsedCallback.Malformed.class,
                        malformed ->
                                assertThat(malformed.reason())
                                        .isEqualTo("expected JSON of at most 30000 tokens"));
    }

    private static byte[] withRows(int rows) {
        return "{\"deviceResponse\":{\"smsEventHistoryResponse\":{\"smsEvents\":[7%s]}}}"
                .formatted(",7".repeat(rows - 1))
                .getBytes(UTF_8);
    }

    @Test
    void takesMissingCredentialsAsEmpty() {
        var callback = understood("{}".getBytes(UTF_8));

        assertThat(callback.username()).isEmpty();
        assertThat(callback.password().reveal()).isEmpty();
        assertThat(callback.requestId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "{\"password\":\"s3cret\"",
                "{} {}",
                "{\"username\":[]}"
            })
    void callsABodyMalformed_whenItIsNoObject(String body) {
        assertThat(reader.read(body.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        ParsedCallback.Malformed.class,
                        malformed -> assertThat(malformed.reason()).doesNotContain("s3cret"));
    }

    @Test
    void readsABodyThatIs64Deep_andNoDeeper() {
        assertThat(reader.read(nested(63))).isInstanceOf(ParsedCallback.Understood.class);
        assertThat(reader.read(nested(64))).isInstanceOf(ParsedCallback.Malformed.class);
    }

    private Callback<CallbackContent> understood(byte[] body) {
        return understood(reader.read(body));
    }

    static <C> Callback<C> understood(ParsedCallback<C> reading) {
        return switch (reading) {
            case ParsedCallback.Understood<C>(var callback) -> callback;
            case ParsedCallback.Malformed<C>(var reason, _, _) -> fail(reason);
        };
    }

    static List<SmsHistoryResult> histories(Callback<CallbackContent> callback) {
        assertThat(callback.content()).isInstanceOf(CallbackContent.SmsHistories.class);
        return Row.good(((CallbackContent.SmsHistories) callback.content()).devices());
    }

    private static byte[] nested(int arrays) {
        return ("{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}").getBytes(UTF_8);
    }
}
