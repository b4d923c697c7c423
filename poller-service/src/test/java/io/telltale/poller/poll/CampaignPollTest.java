package io.telltale.poller.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.task.PollTasks;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.thingspace.CampaignDevice;
import io.telltale.providers.thingspace.CampaignPage;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.ref.CampaignRef;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CampaignPollTest {

    private static final String CAMPAIGN = "f858b8c4-2153-11ec-8c44-aeb16d1aa652";

    private final Deque<Answer<CampaignPage>> answers = new ArrayDeque<>();
    private final List<Optional<String>> asked = new ArrayList<>();
    private final TaskStates states = new TaskStates();
    private final CampaignPoll poll =
            new CampaignPoll(
                    PollTasks.create(
                            PollKind.THINGSPACE_CAMPAIGN,
                            "0000123456-00001",
                            Map.of("campaignId", CAMPAIGN),
                            Duration.ofSeconds(30)),
                    new CampaignRef("0000123456-00001", CAMPAIGN),
                    cursor -> {
                        asked.add(cursor);
                        return answers.remove();
                    });

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

        var ids = Stream.of(turn(), turn(), turn()).flatMap(CampaignPollTest::ids).toList();

        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aPageFetchedAgainAfterACrashHasTheSameEventIds() {
        willAnswer(lastPage("1=UpgradePending"));
        willAnswer(lastPage("1=UpgradePending"));

        var lost = (Turn.Answered) poll.turn(states.next());
        var again = (Turn.Answered) poll.turn(states.next());

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

        assertThat(turn().next()).isEqualTo(new Turn.Next.AfterInterval());
    }

    @Test
    void anUnavailableProviderIsAFailedTurnThatWritesNothing() {
        answers.add(new Answer.Unavailable<>("connection refused"));

        assertThat(poll.turn(states.next())).isInstanceOf(Turn.Failed.class);
    }

    private Turn.Answered turn() {
        return states.committed(poll.turn(states.next()));
    }

    private void willAnswer(CampaignPage page) {
        answers.add(new Answer.Got<>(page));
    }

    private static CampaignPage page(String next, String... devices) {
        return new CampaignPage(rows(devices), OptionalLong.of(3), true, Optional.of(next));
    }

    private static CampaignPage lastPage(String... devices) {
        return new CampaignPage(rows(devices), OptionalLong.of(3), false, Optional.of("0"));
    }

    private static CampaignPage broken(String raw) {
        return new CampaignPage(
                List.of(
                        new Row.Broken<>(
                                raw.getBytes(StandardCharsets.UTF_8),
                                RowFault.MISSING_FIELD,
                                "status",
                                0)),
                OptionalLong.empty(),
                false,
                Optional.empty());
    }

    private static List<Row<CampaignDevice>> rows(String... devices) {
        return Stream.of(devices)
                .<Row<CampaignDevice>>map(device -> new Row.Good<>(device(device.split("=", 2))))
                .toList();
    }

    private static CampaignDevice device(String[] imeiAndStatus) {
        return new CampaignDevice(
                DeviceRef.parse("imei:" + imeiAndStatus[0]),
                imeiAndStatus[1],
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Stream<String> ids(Turn.Answered answered) {
        return TaskStates.events(answered).stream().map(Event::eventId);
    }

    private static List<String> statuses(Turn.Answered answered) {
        return TaskStates.events(answered).stream()
                .map(event -> ((Event.Status) event).event().getProviderStatus())
                .toList();
    }
}
