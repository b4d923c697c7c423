package io.telltale.providers.thingspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.Answer;
import io.telltale.providers.server.Payload;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

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
                                DeviceRef.parse("iccid:89148000000800139708"),
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

        assertThat(client().request(DeviceRef.parse("mdn:1"), Optional.empty(), Optional.empty()))
                .isInstanceOf(Answer.Unreadable.class);
    }

    @Test
    void refusesADeviceThatThingSpaceCannotKnow_unasked() {
        var answer =
                client().request(DeviceRef.parse("graph:a"), Optional.empty(), Optional.empty());

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused ->
                                assertThat(HistoryRefusal.of(refused))
                                        .isEqualTo(HistoryRefusal.DEVICE));
        assertThat(server.asked()).isEmpty();
    }

    private SmsHistoryClient client() {
        return new SmsHistoryClient(SignedIn.session(server, clock));
    }
}
