package io.telltale.providers.thingspace.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.Answer;
import io.telltale.providers.server.Payload;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import io.telltale.providers.thingspace.device.ProviderDeviceId;
import io.telltale.providers.thingspace.signin.SignedIn;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SmsHistoryClientTest {

    private static final String LIST = "POST /api/m2m/v1/devices/sms/history/actions/list";

    @RegisterExtension final ProviderServer server = new ProviderServer();
    private final SetClock clock = new SetClock();

    @Test
    void asksForAWindowAndReturnsTheRequestId() {
        server.answers(LIST, 200, Payload.text("thingspace/history.request-answer.json"));

        var answer =
                client().request(
                                ProviderDeviceId.parse("iccid:89148000000800139708"),
                                Optional.of(Instant.parse("2019-05-01T00:00:01.500Z")),
                                Optional.of(Instant.parse("2019-06-01T00:00:01Z")));

        assertThat(answer).isEqualTo(new Answer.Got<>("595f5c44-c31c-4552-8670-020a1545a84d"));
        assertThat(server.asked(LIST).getFirst().body())
                .isEqualTo(
                        "{\"deviceId\":{\"id\":\"89148000000800139708\",\"kind\":\"iccid\"},"
                                + "\"earliest\":\"2019-05-01T00:00:01Z\",\"latest\":\"2019-06-01T00:00:01Z\"}");
    }

    @Test
    void isUnreadable_whenThereIsNoRequestId() {
        server.answers(LIST, 200, "{}");

        assertThat(request("mdn:7022895555")).isInstanceOf(Answer.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "mdn:7022895555,        7022895555,        mdn",
        "mdn:702-289-5555,      702-289-5555,      mdn",
        "MEID:a100002f4f5a6b0,  a100002f4f5a6b0,   meid",
        "esn:60E5F99D,          60E5F99D,          esn",
        "imei:99000056000000,   99000056000000,    imei"
    })
    void namesTheDeviceAsTheProviderSpellsIt(String device, String id, String kind) {
        request(device);

        assertThat(server.asked(LIST).getFirst().body())
                .isEqualTo("{\"deviceId\":{\"id\":\"%s\",\"kind\":\"%s\"}}".formatted(id, kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph:a", "esn:1", "mdn:1", "nonsense", ""})
    void refusesADeviceThatThingSpaceCannotKnow_unasked(String device) {
        var answer = request(device);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused ->
                                assertThat(HistoryRejection.of(refused))
                                        .isEqualTo(HistoryRejection.DEVICE));
        assertThat(server.asked()).isEmpty();
    }

    private Answer<String> request(String device) {
        return client().request(ProviderDeviceId.parse(device), Optional.empty(), Optional.empty());
    }

    private SmsHistoryClient client() {
        return new SmsHistoryClient(SignedIn.session(server, clock));
    }
}
