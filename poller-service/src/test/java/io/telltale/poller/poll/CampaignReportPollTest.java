package io.telltale.poller.poll;

import static org.assertj.core.api.Assertions.assertThat;

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
    private final TaskStates states = new TaskStates();
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
    void followsTheCursorToTheEndAndTellsThatTheScanIsWhole() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("3=UpgradeSuccess"));

        var first = turn();
        var last = turn();

        assertThat(asked).containsExactly(Optional.empty(), Optional.of("2"));
        assertThat(TaskStates.health(first)).isEmpty();
        assertThat(TaskStates.health(last))
                .hasValueSatisfying(health -> assertThat(health.getScan().getRows()).isEqualTo(3));
        assertThat(last.progress().getScan()).isEqualTo(2);
    }

    @Test
    void publishesOnlyWhatChangedSinceTheScanBefore() {
        willAnswer(lastPage("1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("1=UpgradePending", "2=UpgradeSuccess"));

        turn();
        var second = turn();

        assertThat(statuses(second)).containsExactly("UpgradeSuccess");
    }

    @Test
    void aStatusThatComesBackIsAFactOfItsOwn() {
        willAnswer(lastPage("1=UpgradePending"));
        willAnswer(lastPage("1=UpgradeFailed"));
        willAnswer(lastPage("1=UpgradePending"));

        var ids = Stream.of(turn(), turn(), turn()).flatMap(CampaignReportPollTest::ids).toList();

        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aPageFetchedAgainAfterACrashHasTheSameEventIds() {
        willAnswer(lastPage("1=UpgradePending"));
        willAnswer(lastPage("1=UpgradePending"));

        var lost = (PollResult.Answered) poll.turn(states.next());
        var again = (PollResult.Answered) poll.turn(states.next());

        assertThat(ids(again)).containsExactlyElementsOf(ids(lost).toList());
    }

    @Test
    void aDeviceThatMovesOverAPagesEdgeIsNotPublishedAgain() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending"));
        willAnswer(page("3", "2=UpgradePending", "3=UpgradePending"));

        turn();
        turn();

        assertThat(TaskStates.events(turn())).isEmpty();
    }

    @Test
    void aStatusThatComesBackIsPublished_evenWhenAPageOfLongAgoHeldIt() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending"));
        willAnswer(lastPage("1=UpgradePending", "3=UpgradeFailed"));
        willAnswer(lastPage("1=UpgradePending", "3=UpgradeFailed"));
        willAnswer(lastPage("1=UpgradePending", "3=UpgradePending"));

        turn();
        turn();
        turn();
        turn();

        assertThat(statuses(turn())).containsExactly("UpgradePending");
    }

    @Test
    void aBrokenRowBecomesADeadLetterOnce() {
        willAnswer(broken("{\"deviceId\":1}"));
        willAnswer(broken("{\"deviceId\":1}"));
        willAnswer(broken("{\"deviceId\":2}"));

        assertThat(TaskStates.deadLetters(turn())).hasSize(1);
        assertThat(TaskStates.deadLetters(turn())).isEmpty();
        assertThat(TaskStates.deadLetters(turn())).hasSize(1);
    }

    @Test
    void startsOver_whenTheCursorIsNoLongerTaken() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        answers.add(new Answer.Refused<>(400, "INVALID_PARAMETER", "LastSeenDeviceId Not Valid"));
        willAnswer(lastPage("1=UpgradePending"));

        turn();
        turn();
        turn();

        assertThat(asked).containsExactly(Optional.empty(), Optional.of("2"), Optional.empty());
    }

    @Test
    void aCursorThatDoesNotGrowEndsTheScan() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(page("2", "2=UpgradePending"));

        turn();

        assertThat(turn().next()).isEqualTo(new PollResult.Next.AfterInterval());
    }

    @Test
    void aRowThatMovesDownOverAPagesEdgeIsNotPublishedAgain() {
        willAnswer(page("3", "1=UpgradePending", "3=UpgradePending"));
        willAnswer(lastPage("5=UpgradePending"));
        willAnswer(page("2", "1=UpgradePending", "2=Accepted"));
        willAnswer(lastPage("3=UpgradePending", "5=UpgradePending"));

        turn();
        turn();

        assertThat(statuses(turn())).containsExactly("Accepted");
        assertThat(outcomes(turn())).isEmpty();
    }

    @Test
    void aDeviceMissingFromAWholeLaterScanIsRemovedOnce() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending", "4=UpgradePending"));
        willAnswer(lastPage("1=UpgradePending", "4=UpgradePending"));
        willAnswer(lastPage("1=UpgradePending", "4=UpgradePending"));

        turn();
        turn();

        assertThat(outcomes(turn())).containsExactlyInAnyOrder("imei:2 REMOVED", "imei:3 REMOVED");
        assertThat(outcomes(turn())).isEmpty();
        assertThat(states.pages()).containsOnlyKeys("0");
    }

    @Test
    void aDeviceThatIsSpelledInAnotherWayIsTheSameDevice() {
        willAnswer(page("2", "49015420323751=UpgradePending", "9=UpgradePending"));
        willAnswer(lastPage("8=UpgradePending"));
        willAnswer(page("2", "490154203237518=UpgradePending", "9=UpgradePending"));
        willAnswer(lastPage("8=UpgradePending"));

        turn();
        turn();

        assertThat(TaskStates.events(turn())).isEmpty();
        assertThat(TaskStates.events(turn())).isEmpty();
    }

    @Test
    void aDeviceKeepsTheProvidersSpelling_alsoWhenItIsRemoved() {
        willAnswer(lastPage("49015420323751=UpgradePending", "9=UpgradePending"));
        willAnswer(lastPage("9=UpgradePending"));

        var first = turn();
        var second = turn();

        assertThat(states.pages().values())
                .map(PageFingerprint::getDevices)
                .containsExactly(List.of("9"));
        for (var turn : List.of(first, second)) {
            assertThat(turn.writes())
                    .filteredOn(PollOutput.Fact.class::isInstance)
                    .first()
                    .isInstanceOfSatisfying(
                            PollOutput.Fact.class,
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

        turn();
        turn();

        assertThat(outcomes(turn())).containsExactly("imei:2 PENDING");
    }

    @Test
    void aTimedDeviceThatComesBackUnchangedIsAReadingOfItsOwn() {
        var timed =
                new CampaignReportPoll(
                        PolledCampaign.of(task(Map.of("campaignId", CAMPAIGN, "api", "v3"))),
                        cursor -> answers.remove());
        willAnswer(timedPage("1", "2"), timedPage("1"), timedPage("1", "2"), timedPage("1", "2"));

        var first = states.committed(timed.turn(states.next()));
        states.committed(timed.turn(states.next()));
        var back = states.committed(timed.turn(states.next()));

        assertThat(ids(back)).hasSize(1).doesNotContainAnyElementsOf(ids(first).toList());
        assertThat(TaskStates.events(back).getFirst().occurredAt()).isNull();
        assertThat(TaskStates.events(states.committed(timed.turn(states.next())))).isEmpty();
    }

    @Test
    void manyRemovalsTakeSeveralTurns_andTheScanIsCompletedByTheLast() {
        for (var page = 0; page < 4; page++) {
            willAnswer(page(100_900 + 1000 * page + 99, 100_000 + 1000 * page, 1000));
        }
        willAnswer(lastPage("104999=UpgradePending"));
        for (var page = 0; page < 5; page++) {
            turn();
        }
        willAnswer(lastPage("104999=UpgradePending"));

        var steps = Stream.generate(this::turn).limit(5).toList();

        assertThat(steps).allSatisfy(step -> assertThat(ids(step).count()).isLessThan(2001));
        assertThat(steps.stream().flatMap(CampaignReportPollTest::ids).distinct()).hasSize(4000);
        assertThat(steps.stream().map(TaskStates::health).flatMap(Optional::stream)).hasSize(1);
        assertThat(TaskStates.health(steps.getLast())).isPresent();
        assertThat(asked).hasSize(6);
    }

    @Test
    void aStepOfRemovalsRepeatedAfterACrashHasTheSameIds() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending"));
        turn();
        turn();

        var lost = ids((PollResult.Answered) poll.turn(states.next())).toList();

        assertThat(ids(turn())).hasSize(2).containsExactlyElementsOf(lost);
    }

    @Test
    void aScanThatIsNotWholeRemovesNobody_andTheNextOneMissesThoseOfBefore() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending"));
        willAnswer(page("1", "1=UpgradePending"));
        willAnswer(new CampaignReportPage(List.of(), OptionalLong.of(3), true, Optional.empty()));
        willAnswer(lastPage("1=UpgradePending"));

        turn();
        turn();
        turn();
        var incomplete = turn();

        assertThat(outcomes(incomplete)).isEmpty();
        assertThat(TaskStates.health(incomplete))
                .hasValueSatisfying(health -> {
                    assertThat(health.getScan()).isNull();
                    assertThat(health.getLastError().getType()).isEqualTo("INCOMPLETE_SCAN");
                });
        assertThat(outcomes(turn())).containsExactlyInAnyOrder("imei:2 REMOVED", "imei:3 REMOVED");
    }

    @Test
    void anUnchangedRowReadAgainAfterAScanThatWasNotWholeIsNoFact() {
        willAnswer(page("2", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(lastPage("3=UpgradePending"));
        willAnswer(new CampaignReportPage(List.of(), OptionalLong.of(3), true, Optional.empty()));
        willAnswer(lastPage("1=UpgradePending", "2=UpgradePending", "3=UpgradePending"));

        turn();
        turn();
        turn();

        assertThat(outcomes(turn())).isEmpty();
    }

    @Test
    void aDeviceWhoseRowCannotBeReadIsNotRemoved() {
        willAnswer(lastPage("1=UpgradePending", "2=UpgradePending"));
        willAnswer(broken("{\"deviceId\":\"1\"}"));
        willAnswer(lastPage("1=UpgradePending"));

        turn();

        assertThat(outcomes(turn())).containsExactly("imei:2 REMOVED");
        assertThat(outcomes(turn())).isEmpty();
    }

    @Test
    void aRowThatNamesNobodyMayBeAboutAnybodyMissing_howeverOftenItIsThere() {
        willAnswer(lastPage("1=UpgradePending", "2=UpgradePending"));
        willAnswer(broken("{\"status\":\"x\"}", "1=UpgradePending"));
        willAnswer(broken("{\"status\":\"x\"}", "1=UpgradePending"));
        willAnswer(lastPage("1=UpgradePending"));

        turn();
        var read = List.of(turn(), turn());

        assertThat(read).allSatisfy(scan -> assertThat(outcomes(scan)).isEmpty());
        assertThat(read).map(scan -> TaskStates.deadLetters(scan).size()).containsExactly(1, 0);
        assertThat(outcomes(turn())).containsExactly("imei:2 REMOVED");
    }

    @Test
    void aRowThatNamesNobodyIsAboutNobodyWhoStoodBesideIt() {
        willAnswer(lastPage("1=UpgradePending", "2=UpgradePending"));
        willAnswer(broken("{}", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(broken("{}", "1=UpgradePending", "2=UpgradePending"));
        willAnswer(broken("{}", "1=UpgradePending"));

        turn();
        turn();
        turn();

        assertThat(outcomes(turn())).containsExactly("imei:2 REMOVED");
    }

    @Test
    void aReportWithoutRowsIsNotBelieved_whileItSaysThatThereAreDevices() {
        willAnswer(lastPage("1=UpgradePending"));
        willAnswer(lastPage());
        willAnswer(new CampaignReportPage(List.of(), OptionalLong.of(0), false, Optional.of("0")));

        turn();

        assertThat(outcomes(turn())).isEmpty();
        assertThat(outcomes(turn())).containsExactly("imei:1 REMOVED");
    }

    @Test
    void aCampaignThatIsRefusedFailsTheTurn_andRemovesNobody() {
        willAnswer(page("1", "1=UpgradePending"));
        answers.add(new Answer.Refused<>(400, "INVALID_PARAMETER", "campaign not found"));

        turn();

        assertThat(poll.turn(states.next())).isInstanceOf(PollResult.Failed.class);
    }

    @Test
    void pollsOnForAWhileAfterTheEnd_thenTheLastScanIsTheEnd() {
        willAnswer(lastPage("1=UpgradePending"), lastPage("1=UpgradePending"));
        states.passes(Duration.ofDays(24));
        assertThat(turn().next()).isEqualTo(new PollResult.Next.AfterInterval());

        states.passes(Duration.ofDays(1));
        var last = turn();

        assertThat(last.next()).isEqualTo(new PollResult.Next.Never());
        assertThat(last.progress().getDone()).isTrue();
    }

    @Test
    void anIncompleteScanOfACampaignThatIsOverIsTheEndToo() {
        willAnswer(new CampaignReportPage(List.of(), OptionalLong.of(3), true, Optional.empty()));
        states.passes(Duration.ofDays(25));

        var last = turn();

        assertThat(last.next()).isEqualTo(new PollResult.Next.Never());
        assertThat(last.progress().getDone()).isTrue();
    }

    @Test
    void aCampaignThatIsUnknownFailsTheTurn_untilItIsOver() {
        var unknown =
                new Answer.Refused<CampaignReportPage>(
                        400, "INVALID_PARAMETER", "campaign not found");
        answers.addAll(List.of(unknown, unknown));

        assertThat(poll.turn(states.next())).isInstanceOf(PollResult.Failed.class);
        states.passes(Duration.ofDays(25));

        assertThat(turn().progress().getDone()).isTrue();
    }

    @Test
    void aPageThatIsToBeSkippedEndsTheScan_whichIsNotWhole() {
        willAnswer(lastPage("1=UpgradePending"));
        turn();
        var unreadable =
                new Answer.Unreadable<CampaignReportPage>(new byte[] {'{'}, "expected JSON");
        answers.addAll(List.of(unreadable, unreadable));
        var failed = (PollResult.Failed) poll.turn(states.next());
        states.skip(failed.page().orElseThrow().digest());

        var skipped = turn();

        assertThat(skipped.next()).isEqualTo(new PollResult.Next.AfterInterval());
        assertThat(skipped.progress().getScan()).isEqualTo(3);
        assertThat(outcomes(skipped)).isEmpty();
        assertThat(TaskStates.health(skipped).orElseThrow().getLastError().getType())
                .isEqualTo("INCOMPLETE_SCAN");
    }

    @Test
    void anUnavailableProviderIsAFailedTurnThatWritesNothing() {
        answers.add(new Answer.Unavailable<>("connection refused"));

        assertThat(poll.turn(states.next())).isInstanceOf(PollResult.Failed.class);
    }

    private PollResult.Answered turn() {
        return states.committed(poll.turn(states.next()));
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
                                                Optional.of(TaskStates.NOW.minusSeconds(60)),
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
        return TaskStates.events(answered).stream().map(Event::eventId);
    }

    private static List<String> outcomes(PollResult.Answered answered) {
        return TaskStates.events(answered).stream()
                .map(event -> ((Event.Status) event).event())
                .map(event -> event.getDevices().getFirst() + " " + event.getOutcome())
                .toList();
    }

    private static List<String> statuses(PollResult.Answered answered) {
        return TaskStates.events(answered).stream()
                .map(event -> ((Event.Status) event).event().getProviderStatus())
                .toList();
    }
}
