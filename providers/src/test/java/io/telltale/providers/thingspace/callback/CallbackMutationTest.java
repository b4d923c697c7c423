package io.telltale.providers.thingspace.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.sms.HistoricSmsMapper;
import io.telltale.providers.thingspace.sms.LiveSmsMapper;
import io.telltale.providers.thingspace.sms.SmsHistoryResult;
import io.telltale.schemas.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever comes is read as a callback or called malformed, soon, with a reason that tells nothing
 * of it. A failure names the seed; {@code -Dseed=} begins with another.
 */
@Timeout(120)
@Tag("slow")
class CallbackMutationTest {

    private static final int MUTATIONS = 6_000;

    private final CredentialMask mask =
            new CredentialMask(
                    List.of(
                            new Secret(CallbackCorpus.USERNAME),
                            new Secret(CallbackCorpus.PASSWORD)));
    private final DeviceServiceCallbackReader history = new DeviceServiceCallbackReader();
    private final EnhancedConnectivityCallbackReader live =
            new EnhancedConnectivityCallbackReader();

    @Test
    void hostileBodiesAreReadOrCalledMalformed() {
        var bodies = CallbackCorpus.hostile();
        for (var index = 0; index < bodies.size(); index++) {
            check("body " + index, bodies.get(index));
        }
    }

    @Test
    void mutatedBodiesAreReadOrCalledMalformed() {
        var first = Long.getLong("seed", 1);
        LongStream.range(first, first + MUTATIONS)
                .forEach(seed -> check("seed " + seed, CallbackCorpus.mutated(new Random(seed))));
    }

    @Test
    void theSeedsThemselvesAreUnderstood() {
        assertThat(CallbackCorpus.seeds())
                .allSatisfy(body -> {
                    assertThat(history.read(body)).isInstanceOf(ParsedCallback.Understood.class);
                    assertThat(live.read(body)).isInstanceOf(ParsedCallback.Understood.class);
                });
    }

    private void check(String which, byte[] body) {
        assertThatCode(
                        () -> {
                            ofHistory(history.read(body)).forEach(texts -> isClean(which, texts));
                            ofLive(live.read(body)).forEach(texts -> isClean(which, texts));
                            masksCredentials(which, body);
                        })
                .as(which)
                .doesNotThrowAnyException();
    }

    private static void isClean(String which, String texts) {
        assertThat(texts)
                .as(which)
                .isNotBlank()
                .hasSizeLessThan(1000)
                .doesNotContain(
                        CallbackCorpus.TEXT, CallbackCorpus.PASSWORD, CallbackCorpus.USERNAME);
    }

    private void masksCredentials(String which, byte[] body) {
        assertThat(new String(mask.masked(body), StandardCharsets.ISO_8859_1).replace("\0", ""))
                .as(which)
                .doesNotContain(CallbackCorpus.PASSWORD, CallbackCorpus.USERNAME);
    }

    /** What would be shown or logged; all else is made as well. */
    private static List<String> ofHistory(ParsedCallback<CallbackContent> reading) {
        return switch (reading) {
            case ParsedCallback.Malformed<CallbackContent>(var reason, _, _) -> List.of(reason);
            case ParsedCallback.Understood<CallbackContent>(var callback) ->
                    switch (callback.content()) {
                        case CallbackContent.SmsHistories(var devices) ->
                                ofDevices(devices, callback.requestId());
                        case CallbackContent.Fault _, CallbackContent.Unrecognized _ -> List.of();
                    };
        };
    }

    private static List<String> ofDevices(
            List<Row<SmsHistoryResult>> devices, Optional<String> requestId) {
        var texts = new ArrayList<String>();
        Row.broken(devices).forEach(row -> texts.add(row.fault() + " " + row.detail()));
        for (var device : Row.good(devices)) {
            Row.broken(device.rows()).forEach(row -> texts.add(row.fault() + " " + row.detail()));
            var events =
                    new HistoricSmsMapper("0000123456-00001")
                            .events(device.withoutOpenSecond(), requestId, Instant.EPOCH);
            assertThat(events).hasSize(Row.good(device.rows()).size());
            assertThat(device.firstUnsettled()).isNotNull();
        }
        return texts;
    }

    private static List<String> ofLive(ParsedCallback<LiveCallbackContent> reading) {
        return switch (reading) {
            case ParsedCallback.Malformed<LiveCallbackContent>(var reason, _, _) -> List.of(reason);
            case ParsedCallback.Understood<LiveCallbackContent>(var callback) ->
                    switch (callback.content()) {
                        case LiveCallbackContent.Unreadable(var fault, var detail) ->
                                List.of(fault + " " + detail);
                        case LiveCallbackContent.Notice(var detail) -> List.of(detail);
                        case LiveCallbackContent.TextMissing() -> List.of();
                        case LiveCallbackContent.FromDevice(var sms) ->
                                List.of(
                                        new LiveSmsMapper("0000123456-00001")
                                                .event(
                                                        sms,
                                                        callback.requestId(),
                                                        Instant.EPOCH,
                                                        Instant.EPOCH)
                                                .eventId());
                    };
        };
    }
}
