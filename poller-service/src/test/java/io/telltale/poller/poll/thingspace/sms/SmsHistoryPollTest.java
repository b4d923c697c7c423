package io.telltale.poller.poll.thingspace.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.poll.PollInputs;
import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.TaskParameters;
import io.telltale.poller.poll.thingspace.CallbackReadiness;
import io.telltale.poller.task.PollTasks;
import io.telltale.providers.page.Answer;
import io.telltale.schemas.record.DeviceProgress;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.ProviderAnswer;
import io.telltale.schemas.record.ProviderFault;
import io.telltale.schemas.record.ProviderRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmsHistoryPollTest {

    private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant END = PollInputs.NOW.minusSeconds(120);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DEADLINE = Duration.ofMinutes(20);
    private static final String ONE = "iccid:89148000000800139708";

    private final List<Question> asked = new ArrayList<>();
    private final Map<String, ProviderAnswer> answers = new HashMap<>();
    private final Map<String, Answer<String>> refusals = new HashMap<>();
    private final PollInputs inputs = new PollInputs();
    private boolean isCallbackOpen = true;
    private SmsHistoryPoll poll = poll(new DeviceSet.Listed(List.of(ONE)), 32);

    private record Question(String ref, Instant after, Instant before) {}

    @Test
    void asksASecondMoreAtBothEnds_becauseTheBoundsAreExclusive() {
        poll();

        assertThat(asked)
                .containsExactly(new Question(ONE, FROM.minusSeconds(1), END.plusSeconds(1)));
    }

    @Test
    void publishesEachRequest_soThatItsCallbackCanBeMatched() {
        assertThat(poll().outputs())
                .contains(
                        new PollOutput.Request(
                                ProviderRequest.newBuilder()
                                        .setProvider(Provider.THINGSPACE)
                                        .setAccount("0000123456-00001")
                                        .setRequestId("request-1")
                                        .setDevice(ONE)
                                        .setAskedAt(PollInputs.NOW)
                                        .build()));
    }

    @Test
    void waitsForTheCallback_beforeTheWindowCountsAsDone() {
        poll();

        assertThat(poll.poll(inputs.next()))
                .isEqualTo(
                        new PollResult.Unchanged(
                                new PollResult.Next.After(
                                        Duration.ofSeconds(1),
                                        Optional.of(
                                                "1 callbacks, the oldest asked for at "
                                                        + PollInputs.NOW))));

        answered("request-1", 16, FROM.plusSeconds(5));
        poll();

        assertThat(inputs.device(ONE).getDoneUntil()).isEqualTo(END);
        assertThat(inputs.device(ONE).getOpenRequest()).isNull();
    }

    @Test
    void aNewOwnerGoesOnWaitingForTheOpenRequest() {
        poll();
        poll = poll(new DeviceSet.Listed(List.of(ONE)), 32);
        answered("request-1", 1, FROM);

        poll();

        assertThat(inputs.device(ONE).getDoneUntil()).isEqualTo(END);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aFullAnswerIsContinuedFromItsLastSecond_atOnce() {
        poll();
        answered("request-1", 500, Instant.parse("2026-10-16T15:41:14.900Z"));

        poll();

        assertThat(asked.getLast().after()).isEqualTo(Instant.parse("2026-10-16T15:41:13Z"));
    }

    @Test
    void aFullAnswerWithinOneSecondGoesOnBySecond_notForEver() {
        poll();
        answered("request-1", 500, FROM);

        poll();

        assertThat(asked.getLast().after()).isEqualTo(FROM);
    }

    @Test
    void asksForTheSameWindowAgain_afterAPause_whenTheProviderReportsAFault() {
        poll();
        fault("request-1", "DeviceService.REQUEST_FAILED.UnexpectedError");
        poll();
        assertThat(asked).hasSize(1);

        inputs.passes(Duration.ofMinutes(1));
        poll();

        assertThat(asked.getLast().after()).isEqualTo(asked.getFirst().after());
    }

    @Test
    void aDeviceThatTheProviderDoesNotKnowIsAskedForAgainAfterADay() {
        poll();
        fault("request-1", "DeviceService.REQUEST_FAILED.DeviceNotFound");
        poll();
        assertThat(inputs.device(ONE).getFault()).contains("DeviceNotFound");

        inputs.passes(Duration.ofHours(23));
        poll.poll(inputs.next());
        assertThat(asked).hasSize(1);

        inputs.passes(Duration.ofHours(1));
        poll();
        assertThat(asked).hasSize(2);
    }

    @Test
    void waitsBeforeTheFirstRequest_untilTheCallbackAddressAnswers() {
        isCallbackOpen = false;

        assertThat(poll.poll(inputs.next()))
                .isEqualTo(new PollResult.Waiting("the callback address", Duration.ofSeconds(1)));
        assertThat(asked).isEmpty();

        isCallbackOpen = true;
        poll();
        assertThat(asked).hasSize(1);
    }

    @Test
    void doesNotWaitForTheAddress_onceItHasAsked() {
        poll();
        isCallbackOpen = false;
        poll = poll(new DeviceSet.Listed(List.of(ONE)), 32);

        assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Unchanged.class);
    }

    @Test
    void asksAgainSoonWhenNoCallbackCame_andWaitsTwiceAsLongEachTime_upToTheDeadline() {
        poll();
        for (var minutes : List.of(1, 2, 4, 8, 16, 20, 20)) {
            var requests = asked.size();
            inputs.passes(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Unchanged.class);

            inputs.passes(Duration.ofSeconds(1));
            poll();

            assertThat(asked).as("after %s min", minutes).hasSize(requests + 1);
        }
        answered("request-8", 1, FROM);
        poll();
        assertThat(inputs.device(ONE).getUnanswered()).isZero();
    }

    @Test
    void anAnswerOfAnotherAccountIsNone() {
        poll();
        answered("request-1", 3, FROM);
        answers.replaceAll((_, answer) ->
                ProviderAnswer.newBuilder(answer).setAccount("0000999999-00001").build());

        assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Unchanged.class);
        assertThat(inputs.device(ONE).getOpenRequest()).isNotNull();
    }

    @Test
    void leavesADeviceAloneForADay_whoseAnswersCannotBeRead() {
        poll();
        for (var request = 1; request <= 5; request++) {
            assertThat(asked).hasSize(request);
            fault("request-" + request, "UNREADABLE");
            poll();
            inputs.passes(DEADLINE);
            if (request < 5) {
                poll();
            }
        }
        assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Unchanged.class);
        assertThat(asked).hasSize(5);
        assertThat(inputs.device(ONE).getFault()).isEqualTo("UNREADABLE");

        inputs.passes(Duration.ofDays(1));
        poll();
        assertThat(asked).hasSize(6);
    }

    @Test
    void theAnswerToARequestThatIsGivenUpIsIgnored() {
        poll();
        inputs.passes(DEADLINE);
        poll();
        answered("request-1", 3, FROM);

        assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Unchanged.class);
        assertThat(inputs.device(ONE).getDoneUntil()).isNull();
    }

    @Test
    void asksForNoWindowShorterThanTheInterval_butByHandForAny() {
        poll();
        answered("request-1", 0, FROM);
        poll();
        inputs.passes(Duration.ofMinutes(10));
        poll.poll(inputs.next());
        assertThat(asked).hasSize(1);

        inputs.pollNow(ONE);
        poll();

        assertThat(asked.getLast().after()).isEqualTo(END.minusSeconds(1));
    }

    @Test
    void whatIsUnsettledIsReadAgainDaily_untilItIsSettled() {
        var unsettled = Instant.parse("2026-11-19T12:00:00Z");
        poll();
        answers.put(
                "request-1", answer("request-1", 3, END).setFirstUnsettledAt(unsettled).build());
        poll();
        assertThat(inputs.device(ONE).getUnsettledFrom()).isEqualTo(unsettled);

        inputs.passes(Duration.ofDays(1));
        poll();
        assertThat(asked.getLast().after()).isEqualTo(unsettled.minusSeconds(1));
        answered("request-2", 3, END);
        poll();

        assertThat(inputs.device(ONE).getUnsettledFrom()).isNull();
        assertThat(inputs.device(ONE).getDoneUntil()).isEqualTo(END.plus(Duration.ofDays(1)));
    }

    @Test
    void whatIsStillUnsettledAfterSixDaysIsGivenUp() {
        poll();
        answers.put("request-1", answer("request-1", 3, END).setFirstUnsettledAt(FROM).build());
        poll();

        assertThat(inputs.device(ONE).getUnsettledFrom())
                .isEqualTo(PollInputs.NOW.minus(Duration.ofDays(6)));
    }

    @Test
    void aSetIsAskedInBatches_withABoundOnOpenRequests() {
        poll = poll(new DeviceSet.Listed(refs(30)), 12);

        poll();
        assertThat(asked).hasSize(8);
        poll();
        assertThat(asked).hasSize(12);
        assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Unchanged.class);

        answered("request-1", 0, FROM);
        poll();
        assertThat(asked).hasSize(13);
        assertThat(inputs.progress().getTotal()).isEqualTo(30);
        assertThat(inputs.progress().getSeen()).isEqualTo(13);
    }

    @Test
    void aRequestThatFailsSpoilsNoOther_andIsAskedAgain() {
        poll = poll(new DeviceSet.Listed(refs(3)), 12);
        refusals.put(refs(3).get(1), new Answer.Unavailable<>("connection reset"));

        poll();
        assertThat(inputs.progress().getSeen()).isEqualTo(3);
        refusals.clear();
        inputs.passes(Duration.ofMinutes(1));
        poll();

        assertThat(asked).filteredOn(each -> each.ref().equals(refs(3).get(1))).hasSize(2);
        assertThat(inputs.device(refs(3).get(1)).getOpenRequest()).isNotNull();
    }

    @Test
    void aPollWithOnlyFailedRequestsIsAFailedPoll() {
        refusals.put(ONE, new Answer.Throttled<>(Duration.ofSeconds(7)));

        assertThat(poll.poll(inputs.next()))
                .isInstanceOfSatisfying(
                        PollResult.Failed.class,
                        failed -> assertThat(failed.pause()).contains(Duration.ofSeconds(7)));
        refusals.clear();
        poll();
        assertThat(inputs.device(ONE).getOpenRequest()).isNotNull();
    }

    @Test
    void aNewOwnerAsksForThoseThatWerePassedAndNotAsked() {
        poll = poll(new DeviceSet.Listed(refs(3)), 12);
        refusals.put(refs(3).get(1), new Answer.Unavailable<>("connection reset"));
        poll();
        refusals.clear();
        inputs.otherTasks(task -> List.of());
        poll = poll(new DeviceSet.Listed(refs(5)), 12);

        poll();

        assertThat(asked.stream().map(Question::ref).distinct()).hasSize(5);
    }

    @Test
    void theDevicesOfACampaignAreThoseItsPagesHold_andNewOnesJoinTheNextRound() {
        poll = poll(new DeviceSet.OfCampaign("campaign"), 12);
        inputs.otherTasks(task -> pages("352099001761481"));
        poll();
        inputs.otherTasks(task -> pages("352099001761481", "352099001761482"));
        answered("request-1", 0, FROM);
        poll();
        inputs.passes(HOUR);

        poll();

        assertThat(asked)
                .extracting(Question::ref)
                .containsExactly(
                        "imei:352099001761481", "imei:352099001761481", "imei:352099001761482");
    }

    @Test
    void howFarADeviceIs_isForgotten_aHundredDaysAfterItLeftTheSet() {
        poll = poll(new DeviceSet.OfCampaign("campaign"), 12);
        inputs.otherTasks(task -> pages("352099001761481", "352099001761482"));
        poll();
        answered("request-1", 0, FROM);
        answered("request-2", 0, FROM);
        poll();
        inputs.otherTasks(task -> pages("352099001761481"));
        inputs.passes(Duration.ofDays(99));
        poll();
        assertThat(inputs.devices()).hasSize(2);
        answered("request-3", 0, FROM);
        poll();
        inputs.passes(Duration.ofDays(2));

        poll();

        assertThat(inputs.devices()).containsOnlyKeys("imei:352099001761481");
    }

    @Test
    void theProviderIsAskedInItsOwnSpelling_andADeviceSpelledTwiceIsAskedForOnce() {
        poll = poll(listed("MDN:7022895555, msisdn:17022895555,meid:a100002f4f5a6b0,imei:1"), 12);

        poll();

        assertThat(asked)
                .extracting(Question::ref)
                .containsExactly("imei:1", "mdn:7022895555", "meid:a100002f4f5a6b0");
        assertThat(inputs.device("mdn:7022895555").getOpenRequest()).isNotNull();
    }

    @Test
    void aDeviceOfTheSetIsWantedInAnySpelling() {
        poll = poll(listed("mdn:7022895555,imei:99000056000000"), 12);
        poll();
        answered("request-1", 0, FROM);
        answered("request-2", 0, FROM);
        poll();
        inputs.passes(Duration.ofMinutes(5));
        inputs.pollNow("msisdn:+1 (702) 289-5555");

        poll();

        assertThat(asked).hasSize(3).last().extracting(Question::ref).isEqualTo("mdn:7022895555");
    }

    private static DeviceSet listed(String devices) {
        return DeviceSet.of(
                new TaskParameters(
                        PollTasks.create(
                                PollKind.THINGSPACE_SMS_HISTORY,
                                "0000123456-00001",
                                Map.of("name", "fleet", "devices", devices),
                                HOUR)),
                account -> List.of());
    }

    @Test
    void aTurnOfALargeSetAsksForFew_andPassesOverManyForWhichNothingIsDue() {
        var many = refs(20_000);
        poll = poll(new DeviceSet.Listed(many), 200);
        inputs.passes(Duration.ofDays(1));
        var input = inputs.next();
        many.forEach(ref -> input.devices().put(ref, done(ref, input.now().minusSeconds(200))));
        input.devices().remove(many.getLast());

        var polls = 0;
        while (asked.isEmpty()) {
            var result = poll.poll(inputs.next());
            if (result instanceof PollResult.Answered) {
                inputs.committed(result);
            }
            polls++;
        }

        assertThat(polls).isEqualTo(10);
        assertThat(asked).extracting(Question::ref).containsExactly(many.getLast());
    }

    private static DeviceProgress done(String ref, Instant until) {
        return DeviceProgress.newBuilder().setRef(ref).setDoneUntil(until).build();
    }

    private static List<PageFingerprint> pages(String... imeis) {
        return List.of(
                PageFingerprint.newBuilder()
                        .setFirstCursor("0")
                        .setRows(List.of())
                        .setScan(1)
                        .setDevices(List.of(imeis))
                        .build());
    }

    private static List<String> refs(int count) {
        return IntStream.range(0, count).mapToObj("iccid:891480000008%06d"::formatted).toList();
    }

    private SmsHistoryPoll poll(DeviceSet set, int inFlight) {
        return new SmsHistoryPoll(
                new HistorySettings("0000123456-00001", FROM, HOUR, DEADLINE, inFlight),
                set,
                (ref, after, before) -> {
                    asked.add(new Question(ref, after, before));
                    return refusals.getOrDefault(ref, new Answer.Got<>("request-" + asked.size()));
                },
                id -> Optional.ofNullable(answers.get(id)),
                new CallbackReadiness() {
                    @Override
                    public boolean isOpen() {
                        return isCallbackOpen;
                    }

                    @Override
                    public String waitingFor() {
                        return "the callback address";
                    }
                });
    }

    private PollResult.Answered poll() {
        return inputs.committed(poll.poll(inputs.next()));
    }

    private void answered(String id, int rows, Instant lastAt) {
        answers.put(id, answer(id, rows, lastAt).build());
    }

    private void fault(String id, String code) {
        answers.put(id, answer(id, 0, FROM).setFault(new ProviderFault(code, "text")).build());
    }

    private static ProviderAnswer.Builder answer(String id, int rows, Instant lastAt) {
        return ProviderAnswer.newBuilder()
                .setProvider(Provider.THINGSPACE)
                .setAccount("0000123456-00001")
                .setRequestId(id)
                .setAnsweredAt(PollInputs.NOW)
                .setRows(rows)
                .setLastAt(lastAt);
    }
}
