package io.telltale.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The literals were computed by another program from the written definition. An id that changes
 * makes every consumer count old events twice: they never change.
 */
class EventIdsTest {

    private static final String ACCOUNT = "0000123456-00001";
    private static final String CAMPAIGN = "f858b8c4-2153-11ec-8c44-aeb16d1aa652";
    private static final DeviceRef IMEI = DeviceRef.parse("imei:990000560000001");
    private static final DeviceRef ESN = DeviceRef.parse("esn:09600000001");
    private static final Instant NOON = Instant.parse("2021-10-01T12:00:00Z");
    private static final EventIds POLL = new EventIds(Provider.THINGSPACE, ACCOUNT, Channel.POLL);
    private static final EventIds HISTORY =
            new EventIds(Provider.THINGSPACE, ACCOUNT, Channel.HISTORY);
    private static final EventIds LIVE =
            new EventIds(Provider.THINGSPACE, ACCOUNT, Channel.CALLBACK);

    @Test
    void aStatusWithTheProvidersTimeHasItsId() {
        assertThat(
                        POLL.statusAt(
                                TaskKind.SOFTWARE_UPGRADE,
                                CAMPAIGN,
                                IMEI,
                                "UpgradeSuccess",
                                "DownloadInstallSucceeded",
                                NOON))
                .isEqualTo("0b5e2afd28404ed7f0c44dc2d8c610f2");
    }

    @Test
    void aReadingHasItsId() {
        var graph = new EventIds(Provider.GRAPH, null, Channel.POLL);
        var device = DeviceRef.parse("graph:6841b3db-2b55-467b-ad84-79a41a4ef665");

        assertThat(graph.statusReading(TaskKind.COMMAND, "0158355A", device, "completed", null, 3))
                .isEqualTo("79c9942e7ed318ba0cf9ec4861c07d0f");
    }

    @Test
    void aRowOfAnSmsHistoryHasItsId() {
        assertThat(
                        HISTORY.smsInHistory(
                                List.of(DeviceRef.parse("msisdn:0123456789")),
                                SmsDirection.MOBILE_TERMINATED,
                                "9055",
                                Instant.parse("2020-08-29T19:31:21Z"),
                                "héllo",
                                "DELIVERED",
                                2))
                .isEqualTo("39b9621e3fda5424a0ba080a35bf83ee");
    }

    @Test
    void aRowOfTheSmsQueueHasItsId() {
        assertThat(POLL.smsInQueue(List.of(ESN, IMEI), null, "testmessage2", 0))
                .isEqualTo("9b04cf9a41a8db6cc3f6919a02e97919");
    }

    @Test
    void aLiveSmsHasItsId() {
        var request = "1555a252-e23f-4914-b916-7b477e4c9d90";
        var body = "00112233445566778899aabbccddeeff";

        assertThat(LIVE.smsLive(List.of(ESN, IMEI), "2021-10-01T12:00:00Z", "hi", request))
                .isEqualTo("852b569928e48c5fc2bd91d608619f33");
        assertThat(LIVE.smsLive(List.of(ESN, IMEI), request, "hi", request))
                .isEqualTo("427f1be0233e945826a8b9ef9b756ccd");
        assertThat(LIVE.smsLive(List.of(ESN, IMEI), "2021-10-01T12:00:00Z", "hi", "0"))
                .isEqualTo("87667d7e3878b67124e267a235913d71");
        assertThat(LIVE.smsLive(List.of(ESN, IMEI), body, "hi", "1492704"))
                .isEqualTo("45fdeaaed7a34cc44a7d80739c95b23b");
    }

    @Test
    void aPushActionHasItsId() {
        var push = new EventIds(Provider.XTREMEPUSH, "demo", Channel.POLL);
        var device = DeviceRef.parse("xtremepush:demo:17186391");
        var createdAt = Instant.parse("2022-02-01T09:30:00Z");

        assertThat(
                        push.pushAction(
                                "demo",
                                "311",
                                "7890",
                                device,
                                createdAt,
                                true,
                                "Unregistered",
                                null))
                .isEqualTo("7a62456ab1d52d789b8cfc2a4e00d872");
    }

    @Test
    void refsInAnyOrderAndNamedTwiceGiveTheSameId() {
        var one = POLL.smsInQueue(List.of(IMEI, ESN), NOON, "hi", 0);

        assertThat(POLL.smsInQueue(List.of(ESN, IMEI), NOON, "hi", 0)).isEqualTo(one);
        assertThat(POLL.smsInQueue(List.of(ESN, IMEI, ESN), NOON, "hi", 0)).isEqualTo(one);
    }

    @Test
    void numbersAndTimesInAReasonDoNotChangeTheId() {
        assertThat(reading("failed at 2021-10-01 12:00:00 after 3 tries", 1))
                .isEqualTo(reading("failed at 2021-10-02 09:30:00 after 12 tries", 1));
    }

    @Test
    void anotherReadingIsAnotherEvent_evenWhenItSaysTheSame() {
        assertThat(reading("x", 1)).isNotEqualTo(reading("x", 2)).isEqualTo(reading("x", 1));
    }

    @Test
    void aNewDeliveryWordIsANewFact() {
        assertThat(
                        Arrays.<@Nullable String>asList("Scheduled", "Delivered", "", null).stream()
                                .map(word -> history(word)))
                .doesNotHaveDuplicates();
    }

    @Test
    void nothingSaidIsNotAnEmptyWord() {
        assertThat(POLL.smsInQueue(List.of(IMEI), NOON, null, 0))
                .isNotEqualTo(POLL.smsInQueue(List.of(IMEI), NOON, "", 0));
        assertThat(reading(null, 1)).isNotEqualTo(reading("", 1));
    }

    @Test
    void twinsDifferByTheirOccurrence() {
        assertThat(
                        Stream.of(0, 1, 2)
                                .map(index -> POLL.smsInQueue(List.of(IMEI), NOON, "hi", index)))
                .doesNotHaveDuplicates();
    }

    @Test
    void eachChannelProviderAndAccountSaysItForItself() {
        assertThat(
                        Stream.of(
                                        POLL,
                                        HISTORY,
                                        new EventIds(Provider.THINGSPACE, "other", Channel.POLL),
                                        new EventIds(Provider.THINGSPACE, null, Channel.POLL),
                                        new EventIds(Provider.GRAPH, ACCOUNT, Channel.POLL))
                                .map(ids -> ids.smsInQueue(List.of(IMEI), NOON, "hi", 0)))
                .doesNotHaveDuplicates();
    }

    @Test
    void aPushThatDoesNotSayWhetherItFailedIsAnotherThanOneThatDid() {
        var push = new EventIds(Provider.XTREMEPUSH, "demo", Channel.POLL);

        assertThat(
                        Stream.of(true, false)
                                .map(failed ->
                                        push.pushAction(
                                                "demo", "1", "2", IMEI, NOON, failed, null, null)))
                .doesNotHaveDuplicates()
                .doesNotContain(push.pushAction("demo", "1", "2", IMEI, NOON, null, null, null));
    }

    private static String reading(@Nullable String reason, long number) {
        return POLL.statusReading(
                TaskKind.SOFTWARE_UPGRADE, CAMPAIGN, IMEI, "UpgradeFailed", reason, number);
    }

    private static String history(@Nullable String deliveryWord) {
        return HISTORY.smsInHistory(
                List.of(IMEI), SmsDirection.MOBILE_TERMINATED, null, NOON, "hi", deliveryWord, 0);
    }
}
