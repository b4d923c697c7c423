package io.telltale.poller.poll.thingspace.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.poll.PollInputs;
import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.task.PollTasks;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.thingspace.campaign.CampaignReportPage;
import io.telltale.providers.thingspace.campaign.CampaignReportRow;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.ref.DeviceRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CampaignReportPollTest {

    private static final String CAMPAIGN = "f858b8c4-2153-11ec-8c44-aeb16d1aa652";

    private final Deque<Answer<CampaignReportPage>> answers = new ArrayDeque<>();
    private final List<Optional<String>> asked = new ArrayList<>();
    private final PollInputs inputs = new PollInputs();
    private final CampaignReportPoll poll =
            new CampaignReportPoll(
                    PolledCampaign.of(task(Map.of("campaignId", CAMPAIGN, "endsOn", "2026-11-30"))),
                    cursor -> {
                        asked.add(cursor);
                        return answers.remove();
                    });

    private static PollTask task(Map<String, String> parameters) {
        return PollTasks.create(
                PollKind.THINGSPACE_CAMPAIGN,
                "0000123456-00001",
                parameters,
                Duration.ofSeconds(30));
    }

    @Test
    void followsTheCursorToTheEnd_andPublishesTheWholeScan() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("3=UpgradeSuccess"));

        var first = poll();
        var last = poll();

        assertThat(asked).containsExactly(Optional.empty(), Optional.of("2"));
        assertThat(PollInputs.health(first)).isEmpty();
        assertThat(PollInputs.health(last))
                .hasValueSatisfying(health -> assertThat(health.getScan().getRows()).isEqualTo(3));
        assertThat(last.progress().getScan()).isEqualTo(2);
    }

    @Test
    void publishesOnlyWhatChangedSinceTheScanBefore() {
        willAnswer(lastPage("1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("1=UpgradePending", "2=UpgradeSuccess"));

        poll();
        var second = poll();

        assertThat(statuses(second)).containsExactly("UpgradeSuccess");
    }

    @Test
    void aStatusThatComesBackIsAFactOfItsOwn() {
        willAnswer(lastPage("1=UpgradePending"));
        willAnswer(lastPage("1=UpgradeFailed"));
        willAnswer(lastPage("1=UpgradePending"));

        var ids = Stream.of(poll(), poll(), poll()).flatMap(CampaignReportPollTest::ids).toList();

        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aPageFetchedAgainAfterACrashHasTheSameEventIds() {
        willAnswer(lastPage("1=UpgradePending"));
        willAnswer(lastPage("1=UpgradePending"));

        var lost = (PollResult.Answered) poll.poll(inputs.next());
        var again = (PollResult.Answered) poll.poll(inputs.next());

        assertThat(ids(again)).containsExactlyElementsOf(ids(lost).toList());
    }

    @Test
    void aDeviceThatMovesOverAPagesEdgeIsNotPublishedAgain() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending"));
        willAnswer(page("3", "2=UpgradePending", "3=UpgradePending"));

        poll();
        poll();

        assertThat(PollInputs.events(poll())).isEmpty();
    }

    @Test
    void aStatusThatComesBackIsPublished_evenWhenAPageOfLongAgoHeldIt() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending"));
        willAnswer(lastPage("1=UpgradePending", "3=UpgradeFailed"));
        willAnswer(lastPage("1=UpgradePending", "3=UpgradeFailed"));
        willAnswer(lastPage("1=UpgradePending", "3=UpgradePending"));

        poll();
        poll();
        poll();
        poll();

        assertThat(statuses(poll())).containsExactly("UpgradePending");
    }

    @Test
    void aBrokenRowBecomesADeadLetterOnce() {
        willAnswer(broken("{\"deviceId\":1}"));
        willAnswer(broken("{\"deviceId\":1}"));
        willAnswer(broken("{\"deviceId\":2}"));

        assertThat(PollInputs.deadLetters(poll())).hasSize(1);
        assertThat(PollInputs.deadLetters(poll())).isEmpty();
        assertThat(PollInputs.deadLetters(poll())).hasSize(1);
    }

    @Test
    void startsOver_whenTheCursorIsNoLongerTaken() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        answers.add(new Answer.Refused<>(400, "INVALID_PARAMETER", "LastSeenDeviceId Not Valid"));
        willAnswer(lastPage("1=UpgradePending"));

        poll();
        poll();
        poll();

        assertThat(asked).containsExactly(Optional.empty(), Optional.of("2"), Optional.empty());
    }

    @Test
    void aCursorThatDoesNotGrowEndsTheScan() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(page("2", "2=UpgradePending"));

        poll();

        assertThat(poll().next()).isEqualTo(new PollResult.Next.AfterInterval());
    }

    @Test
    void aRowThatMovesDownOverAPagesEdgeIsNotPublishedAgain() {
        willAnswer(page("3", "1=UpgradePending", "3=UpgradePending"));
        willAnswer(lastPage("5=UpgradePending"));
        willAnswer(page("2", "1=UpgradePending", "2=Accepted"));
        willAnswer(lastPage("3=UpgradePending", "5=UpgradePending"));

        poll();
        poll();

        assertThat(statuses(poll())).containsExactly("Accepted");
        assertThat(outcomes(poll())).isEmpty();
    }

    @Test
    void aDeviceMissingFromAWholeLaterScanIsRemovedOnce() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending", "4=UpgradePending"));
        willAnswer(lastPage("1=UpgradePending", "4=UpgradePending"));
        willAnswer(lastPage("1=UpgradePending", "4=UpgradePending"));

        poll();
        poll();

        assertThat(outcomes(poll())).containsExactlyInAnyOrder("imei:2 REMOVED", "imei:3 REMOVED");
        assertThat(outcomes(poll())).isEmpty();
        assertThat(inputs.pages()).containsOnlyKeys("0");
    }

    @Test
    void aDeviceThatIsSpelledInAnotherWayIsTheSameDevice() {
        willAnswer(page("2", "49015420323751=UpgradePending", "9=UpgradePending"));
        willAnswer(lastPage("8=UpgradePending"));
        willAnswer(page("2", "490154203237518=UpgradePending", "9=UpgradePending"));
        willAnswer(lastPage("8=UpgradePending"));

        poll();
        poll();

        assertThat(PollInputs.events(poll())).isEmpty();
        assertThat(PollInputs.events(poll())).isEmpty();
    }

    @Test
    void aDeviceKeepsTheProvidersSpelling_alsoWhenItIsRemoved() {
        willAnswer(lastPage("49015420323751=UpgradePending", "9=UpgradePending"));
        willAnswer(lastPage("9=UpgradePending"));

        var first = poll();
        var second = poll();

        assertThat(inputs.pages().values())
                .map(PageFingerprint::getDevices)
                .containsExactly(List.of("9"));
        for (var result : List.of(first, second)) {
            assertThat(result.outputs())
                    .filteredOn(PollOutput.DeviceEvent.class::isInstance)
                    .first()
                    .isInstanceOfSatisfying(
                            PollOutput.DeviceEvent.class,
                            fact -> {
                                assertThat(fact.event().devices())
                                        .containsExactly("imei:490154203237518");
                                assertThat(fact.providerDevice())
                                        .hasValueSatisfying(id ->
                                                assertThat(id).hasToString("imei:49015420323751"));
                            });
        }
    }

    @Test
    void aDeviceThatComesBackIsPublishedAgain() {
        willAnswer(lastPage("1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("1=UpgradePending"));
        willAnswer(lastPage("1=UpgradePending", "2=UpgradePending"));

        poll();
        poll();

        assertThat(outcomes(poll())).containsExactly("imei:2 PENDING");
    }

    @Test
    void aTimedDeviceThatComesBackUnchangedIsAReadingOfItsOwn() {
        var timed =
                new CampaignReportPoll(
                        PolledCampaign.of(task(Map.of("campaignId", CAMPAIGN, "api", "v3"))),
                        cursor -> answers.remove());
        willAnswer(timedPage("1", "2"), timedPage("1"), timedPage("1", "2"), timedPage("1", "2"));

        var first = inputs.committed(timed.poll(inputs.next()));
        inputs.committed(timed.poll(inputs.next()));
        var back = inputs.committed(timed.poll(inputs.next()));

        assertThat(ids(back)).hasSize(1).doesNotContainAnyElementsOf(ids(first).toList());
        assertThat(PollInputs.events(back).getFirst().occurredAt()).isNull();
        assertThat(PollInputs.events(inputs.committed(timed.poll(inputs.next())))).isEmpty();
    }

    @Test
    void manyRemovalsTakeSeveralTurns_andTheScanIsCompletedByTheLast() {
        for (var page = 0; page < 4; page++) {
            willAnswer(page(100_900 + 1000 * page + 99, 100_000 + 1000 * page, 1000));
        }
        willAnswer(lastPage("104999=UpgradePending"));
        for (var page = 0; page < 5; page++) {
            poll();
        }
        willAnswer(lastPage("104999=UpgradePending"));

        var steps = Stream.generate(this::poll).limit(5).toList();

        assertThat(steps).allSatisfy(step -> assertThat(ids(step).count()).isLessThan(2001));
        assertThat(steps.stream().flatMap(CampaignReportPollTest::ids).distinct()).hasSize(4000);
        assertThat(steps.stream().map(PollInputs::health).flatMap(Optional::stream)).hasSize(1);
        assertThat(PollInputs.health(steps.getLast())).isPresent();
        assertThat(asked).hasSize(6);
    }

    @Test
    void aStepOfRemovalsRepeatedAfterACrashHasTheSameIds() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending"));
        poll();
        poll();

        var lost = ids((PollResult.Answered) poll.poll(inputs.next())).toList();

        assertThat(ids(poll())).hasSize(2).containsExactlyElementsOf(lost);
    }

    @Test
    void aScanThatIsNotWholeRemovesNoDevice_andTheNextOneMissesThoseOfBefore() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending"));
        willAnswer(page("1", "1=UpgradePending"));
        willAnswer(new CampaignReportPage(List.of(), OptionalLong.of(3), true, Optional.empty()));
        willAnswer(lastPage("1=UpgradePending"));

        poll();
        poll();
        poll();
        var incomplete = poll();

        assertThat(outcomes(incomplete)).isEmpty();
        assertThat(PollInputs.health(incomplete))
                .hasValueSatisfying(health -> {
                    assertThat(health.getScan()).isNull();
                    assertThat(health.getLastError().getType()).isEqualTo("INCOMPLETE_SCAN");
                });
        assertThat(outcomes(poll())).containsExactlyInAnyOrder("imei:2 REMOVED", "imei:3 REMOVED");
    }

    @Test
    void anUnchangedRowReadAgainAfterAScanThatWasNotWholeIsNoFact() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending"));
        willAnswer(new CampaignReportPage(List.of(), OptionalLong.of(3), true, Optional.empty()));
        willAnswer(lastPage("1=UpgradePending", "2=UpgradePending", "3=UpgradePending"));

        poll();
        poll();
        poll();

        assertThat(outcomes(poll())).isEmpty();
    }

    @Test
    void aDeviceWhoseRowCannotBeReadIsNotRemoved() {
        willAnswer(lastPage("1=UpgradePending", "2=UpgradePending"));
        willAnswer(broken("{\"deviceId\":\"1\"}"));
        willAnswer(lastPage("1=UpgradePending"));

        poll();

        assertThat(outcomes(poll())).containsExactly("imei:2 REMOVED");
        assertThat(outcomes(poll())).isEmpty();
    }

    @Test
    void aRowWithoutAnIdMayBeAboutAnyMissingDevice_howeverOftenItComes() {
        willAnswer(lastPage("1=UpgradePending", "2=UpgradePending"));
        willAnswer(broken("{\"status\":\"x\"}", "1=UpgradePending"));
        willAnswer(broken("{\"status\":\"x\"}", "1=UpgradePending"));
        willAnswer(lastPage("1=UpgradePending"));

        poll();
        var read = List.of(poll(), poll());

        assertThat(read).allSatisfy(scan -> assertThat(outcomes(scan)).isEmpty());
        assertThat(read).map(scan -> PollInputs.deadLetters(scan).size()).containsExactly(1, 0);
        assertThat(outcomes(poll())).containsExactly("imei:2 REMOVED");
    }

    @Test
    void aRowWithoutAnIdIsAboutNoDeviceOfTheSamePage() {
        willAnswer(lastPage("1=UpgradePending", "2=UpgradePending"));
        willAnswer(broken("{}", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(broken("{}", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(broken("{}", "1=UpgradePending"));

        poll();
        poll();
        poll();

        assertThat(outcomes(poll())).containsExactly("imei:2 REMOVED");
    }

    @Test
    void aReportWithoutRowsIsIncomplete_whileItsTotalIsNotZero() {
        willAnswer(lastPage("1=UpgradePending"));
        willAnswer(lastPage());
        willAnswer(new CampaignReportPage(List.of(), OptionalLong.of(0), false, Optional.of("0")));

        poll();

        assertThat(outcomes(poll())).isEmpty();
        assertThat(outcomes(poll())).containsExactly("imei:1 REMOVED");
    }

    @Test
    void aCampaignThatIsRefusedFailsThePoll_andRemovesNoDevice() {
        willAnswer(page("1", "1=UpgradePending"));
        answers.add(new Answer.Refused<>(400, "INVALID_PARAMETER", "campaign not found"));

        poll();

        assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Failed.class);
    }

    @Test
    void pollsOnForAWhileAfterTheEnd_thenTheLastScanIsTheEnd() {
        willAnswer(lastPage("1=UpgradePending"), lastPage("1=UpgradePending"));
        inputs.passes(Duration.ofDays(24));
        assertThat(poll().next()).isEqualTo(new PollResult.Next.AfterInterval());

        inputs.passes(Duration.ofDays(1));
        var last = poll();

        assertThat(last.next()).isEqualTo(new PollResult.Next.Never());
        assertThat(last.progress().getDone()).isTrue();
    }

    @Test
    void anIncompleteScanOfACampaignThatIsOverIsTheEndToo() {
        willAnswer(new CampaignReportPage(List.of(), OptionalLong.of(3), true, Optional.empty()));
        inputs.passes(Duration.ofDays(25));

        var last = poll();

        assertThat(last.next()).isEqualTo(new PollResult.Next.Never());
        assertThat(last.progress().getDone()).isTrue();
    }

    @Test
    void aCampaignThatIsUnknownFailsTheTurn_untilItIsOver() {
        var unknown =
                new Answer.Refused<CampaignReportPage>(
                        400, "INVALID_PARAMETER", "campaign not found");
        answers.addAll(List.of(unknown, unknown));

        assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Failed.class);
        inputs.passes(Duration.ofDays(25));

        assertThat(poll().progress().getDone()).isTrue();
    }

    @Test
    void aPageThatIsToBeSkippedEndsTheScan_whichIsNotWhole() {
        willAnswer(lastPage("1=UpgradePending"));
        poll();
        var unreadable =
                new Answer.Unreadable<CampaignReportPage>(new byte[] {'{'}, "expected JSON");
        answers.addAll(List.of(unreadable, unreadable));
        var failed = (PollResult.Failed) poll.poll(inputs.next());
        inputs.skip(failed.page().orElseThrow().digest());

        var skipped = poll();

        assertThat(skipped.next()).isEqualTo(new PollResult.Next.AfterInterval());
        assertThat(skipped.progress().getScan()).isEqualTo(3);
        assertThat(outcomes(skipped)).isEmpty();
        assertThat(PollInputs.health(skipped).orElseThrow().getLastError().getType())
                .isEqualTo("INCOMPLETE_SCAN");
    }

    @Test
    void anUnavailableProviderIsAFailedTurnThatWritesNothing() {
        answers.add(new Answer.Unavailable<>("connection refused"));

        assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Failed.class);
    }

    private PollResult.Answered poll() {
        return inputs.committed(poll.poll(inputs.next()));
    }

    private void willAnswer(CampaignReportPage... pages) {
        Stream.of(pages).map(Answer.Got::new).forEach(answers::add);
    }

    private static CampaignReportPage page(int next, int first, int count) {
        var devices = IntStream.range(first, first + count).mapToObj(imei -> imei + "=Accepted");
        return page(String.valueOf(next), devices.toArray(String[]::new));
    }

    private static CampaignReportPage timedPage(String... imeis) {
        var rows =
                Stream.of(imeis)
                        .<Row<CampaignReportRow>>map(imei ->
                                new Row.Good<>(
                                        new CampaignReportRow(
                                                imei,
                                                DeviceRef.parse("imei:" + imei),
                                                "UpgradeSuccess",
                                                Optional.empty(),
                                                Optional.of(PollInputs.NOW.minusSeconds(60)),
                                                Optional.empty(),
                                                Optional.empty())))
                        .toList();
        return new CampaignReportPage(rows, OptionalLong.empty(), false, Optional.of("0"));
    }

    private static CampaignReportPage page(String next, String... devices) {
        return new CampaignReportPage(rows(devices), OptionalLong.of(3), true, Optional.of(next));
    }

    private static CampaignReportPage lastPage(String... devices) {
        return new CampaignReportPage(rows(devices), OptionalLong.of(3), false, Optional.of("0"));
    }

    private static CampaignReportPage broken(String raw, String... devices) {
        var rows = new ArrayList<>(rows(devices));
        rows.add(
                new Row.Broken<>(
                        raw.getBytes(StandardCharsets.UTF_8),
                        RowFault.MISSING_FIELD,
                        "status",
                        devices.length));
        return new CampaignReportPage(rows, OptionalLong.empty(), false, Optional.empty());
    }

    private static List<Row<CampaignReportRow>> rows(String... devices) {
        return Stream.of(devices)
                .<Row<CampaignReportRow>>map(device -> new Row.Good<>(device(device.split("=", 2))))
                .toList();
    }

    private static CampaignReportRow device(String[] imeiAndStatus) {
        return new CampaignReportRow(
                imeiAndStatus[0],
                DeviceRef.parse("imei:" + imeiAndStatus[0]),
                imeiAndStatus[1],
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Stream<String> ids(PollResult.Answered answered) {
        return PollInputs.events(answered).stream().map(Event::eventId);
    }

    private static List<String> outcomes(PollResult.Answered answered) {
        return PollInputs.events(answered).stream()
                .map(event -> ((Event.Status) event).event())
                .map(event -> event.getDevices().getFirst() + " " + event.getOutcome())
                .toList();
    }

    private static List<String> statuses(PollResult.Answered answered) {
        return PollInputs.events(answered).stream()
                .map(event -> ((Event.Status) event).event().getProviderStatus())
                .toList();
    }
}
