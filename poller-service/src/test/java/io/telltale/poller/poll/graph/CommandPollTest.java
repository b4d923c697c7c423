package io.telltale.poller.poll.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.poll.ConcurrencyLimit;
import io.telltale.poller.poll.PollInputs;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.task.PollTasks;
import io.telltale.providers.graph.GraphCommand;
import io.telltale.providers.graph.GraphCommandMapper;
import io.telltale.providers.page.Answer;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.PollKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandPollTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private final Deque<Answer<GraphCommand>> commands = new ArrayDeque<>();
    private final Deque<Answer<Optional<String>>> responses = new ArrayDeque<>();
    private final PollInputs inputs = new PollInputs();
    private final CommandPoll poll =
            new CommandPoll(
                    "task-1",
                    "6841b3db/0158",
                    new GraphCommandMapper("demo", "6841b3db", "0158"),
                    CommandPollInterval.of(
                            PollTasks.create(
                                    PollKind.GRAPH_COMMAND,
                                    "demo",
                                    Map.of("deviceId", "6841b3db", "commandId", "0158"),
                                    Duration.ofSeconds(60))),
                    commands::remove,
                    responses::remove,
                    ConcurrencyLimit.usual());

    @Test
    void aStatusThatComesBackIsAFactOfItsOwn() {
        willAnswer("retry", "sentToTarget", "retry");

        var ids = Stream.of(poll(), poll(), poll()).map(CommandPollTest::id).toList();

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void aTurnThatWasNotCommittedRepeatsItsFact() {
        willAnswer("executing", "executing");
        var lost = (PollResult.Answered) poll.poll(inputs.next());

        assertThat(id(poll())).isEqualTo(id(lost));
    }

    @Test
    void theSameStatusAgainIsNoFact() {
        willAnswer("executing", "executing");

        poll();

        assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Unchanged.class);
    }

    @Test
    void anotherErrorIsAFact_whereTheStatusIsTheSame() {
        willAnswer(command("retry", Optional.empty()), command("retry", Optional.of("no route")));
        willAnswer(command("retry", Optional.of("no route")));
        poll();

        var other = poll();

        assertThat(event(other).getReason()).isEqualTo("no route");
        assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Unchanged.class);
    }

    @Test
    void endsWithTheResponse_whenTheCommandIsCompleted() {
        willAnswer("completed");
        willAnswer(new Answer.Got<>(Optional.of("{\"Type\":\"Ok\"}")));

        var last = poll();

        assertThat(last.next()).isEqualTo(new PollResult.Next.Never());
        assertThat(last.progress().getDone()).isTrue();
        assertThat(event(last).getCommand().getResponsePayload()).contains("Ok");
    }

    @Test
    void endsWithoutAResponse_whenThereIsNone() {
        willAnswer("completed");
        willAnswer(new Answer.Got<>(Optional.empty()));

        var last = poll();

        assertThat(last.progress().getDone()).isTrue();
        assertThat(event(last).getCommand().getResponsePayload()).isNull();
    }

    @Test
    void publishesNothing_untilTheResponseCame() {
        willAnswer("completed", "completed");
        willAnswer(new Answer.Unavailable<>("HTTP 500"));
        willAnswer(new Answer.Got<>(Optional.of("{}")));

        assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Failed.class);

        assertThat(event(poll()).getCommand().getResponsePayload()).isEqualTo("{}");
    }

    @Test
    void endsWithoutTheResponse_whenItIsNeverAnswered() {
        inputs.began();
        willAnswer("completed");
        willAnswer(new Answer.Refused<>(403, "", ""));
        inputs.passes(WEEK.plusSeconds(1));

        var last = poll();

        assertThat(last.progress().getDone()).isTrue();
        assertThat(last.progress().getEndedFor()).isNull();
    }

    @Test
    void endsWithoutTheResponse_andKeepsItAsALetter_whenItIsTheSameUnreadableOneFiveTimes() {
        willAnswer("completed", "completed", "completed", "completed", "completed");
        for (var times = 0; times < 5; times++) {
            willAnswer(new Answer.Unreadable<>("no json".getBytes(UTF_8), "expected JSON"));
        }
        for (var times = 0; times < 4; times++) {
            assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Failed.class);
        }

        var last = poll();

        assertThat(event(last).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(last.progress().getDone()).isTrue();
        assertThat(PollInputs.deadLetters(last))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.bytes()).asString(UTF_8).isEqualTo("no json");
                    assertThat(letter.source()).isEqualTo("task-1");
                    assertThat(letter.position()).isEqualTo("6841b3db/0158/responsePayload");
                });
    }

    @Test
    void endsWithoutTheResponse_whenItIsRefusedFiveTimes() {
        willAnswer("completed", "completed", "completed", "completed", "completed");
        for (var times = 0; times < 5; times++) {
            willAnswer(new Answer.Refused<>(403, "accessDenied", "m"));
        }
        for (var times = 0; times < 4; times++) {
            assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Failed.class);
        }

        var last = poll();

        assertThat(event(last).getCommand().getResponsePayload()).isNull();
        assertThat(PollInputs.deadLetters(last))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo("REFUSED"));
    }

    @Test
    void isOverAtOnce_whenItIsAskedAgainAfterItsEnd() {
        willAnswer("executionFailed", "executionFailed");
        poll();
        inputs.pollNow("");

        var again = poll();

        assertThat(again.next()).isEqualTo(new PollResult.Next.Never());
        assertThat(again.progress().getDone()).isTrue();
        assertThat(PollInputs.events(again)).isEmpty();
    }

    @Test
    void namesThePlace_whenTheCommandCannotBeRead_andEndsWhenItIsPassedOver() {
        willSayNothingReadable();
        var failed = (PollResult.Failed) poll.poll(inputs.next());
        var page = failed.page().orElseThrow();
        willSayNothingReadable();
        inputs.skip(page.digest());

        var last = poll();

        assertThat(page.cursor()).isEqualTo("6841b3db/0158");
        assertThat(last.progress().getEndedFor().getType()).isEqualTo("UNREADABLE");
    }

    @Test
    void isGivenUp_whenItCannotBeReadAndIsTooOld() {
        inputs.began();
        willSayNothingReadable();
        inputs.passes(WEEK.plusSeconds(1));

        assertThat(poll().progress().getEndedFor().getType()).isEqualTo("TOO_OLD");
    }

    private void willSayNothingReadable() {
        commands.add(new Answer.Unreadable<>("x".getBytes(UTF_8), "expected JSON"));
    }

    @ParameterizedTest
    @CsvSource({
        "requesting, PENDING, false",
        "sentToTarget, IN_PROGRESS, false",
        "executing, IN_PROGRESS, false",
        "completed, SUCCEEDED, true",
        "failedToSend, FAILED, true",
        "executionFailed, FAILED, true",
        "commandDropped, FAILED, true",
        "cancel, IN_PROGRESS, false",
        "cancelling, IN_PROGRESS, false",
        "canceled, CANCELED, true",
        "retry, PENDING, false",
        "expired, EXPIRED, true",
        "error, FAILED, true",
        "custom, UNKNOWN, false",
        "brandNew, UNKNOWN, false"
    })
    void everyStatusIsAReading_andSomeAreTheLast(String status, Outcome outcome, boolean last) {
        willAnswer(status);
        willAnswer(new Answer.Got<>(Optional.empty()));

        var answered = poll();

        assertThat(event(answered).getProviderStatus()).isEqualTo(status);
        assertThat(event(answered).getOutcome()).isEqualTo(outcome);
        assertThat(answered.progress().getDone()).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({"0, PT2S", "3, PT2S", "10, PT5S", "119, PT59.5S", "100000, PT60S"})
    void isReadEverMoreRarely_whileNothingChanges(long secondsAgo, Duration pause) {
        willAnswer("executing", "executing");
        assertThat(poll().next()).isEqualTo(new PollResult.Next.After(Duration.ofSeconds(2)));

        inputs.passes(Duration.ofSeconds(secondsAgo));

        assertThat(poll.poll(inputs.next()))
                .isEqualTo(new PollResult.Unchanged(new PollResult.Next.After(pause)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"executing", "custom"})
    void isGivenUp_whenItIsTooOld(String status) {
        inputs.began();
        willAnswer(status, status);
        poll();
        inputs.passes(WEEK.plusSeconds(1));

        var last = poll();

        assertThat(last.progress().getDone()).isTrue();
        assertThat(last.progress().getEndedFor().getType()).isEqualTo("TOO_OLD");
        assertThat(last.next()).isEqualTo(new PollResult.Next.Never());
        assertThat(PollInputs.events(last)).isEmpty();
    }

    @Test
    void publishesTheLastReading_evenWhenItIsTooOld() {
        inputs.began();
        willAnswer("requesting", "executing");
        poll();
        inputs.passes(WEEK.plusSeconds(1));

        var last = poll();

        assertThat(event(last).getProviderStatus()).isEqualTo("executing");
        assertThat(last.progress().getEndedFor().getType()).isEqualTo("TOO_OLD");
    }

    @Test
    void asksOnAndOn_whileTheCommandIsNotFound_untilItIsTooOld() {
        inputs.began();
        commands.add(new Answer.Refused<>(404, "itemNotFound", "m"));
        commands.add(new Answer.Refused<>(404, "itemNotFound", "m"));
        assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Failed.class);
        inputs.passes(WEEK.plusSeconds(1));

        var last = poll();

        assertThat(last.progress().getEndedFor().getType()).isEqualTo("TOO_OLD");
        assertThat(last.progress().getEndedFor().getDetail()).contains("404");
    }

    @Test
    void endsAtOnce_whenTheCommandIsGone() {
        commands.add(new Answer.Refused<>(410, "", ""));

        var last = poll();

        assertThat(last.progress().getDone()).isTrue();
        assertThat(last.progress().getEndedFor().getType()).isEqualTo("GONE");
    }

    @Test
    void isNotGivenUp_whileTheProviderDoesNotAnswer() {
        inputs.began();
        commands.add(new Answer.Unavailable<>("HTTP 500"));
        inputs.passes(WEEK.plusSeconds(1));

        assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Failed.class);
    }

    private void willAnswer(String... words) {
        for (var word : words) {
            commands.add(new Answer.Got<>(command(word, Optional.empty())));
        }
    }

    private void willAnswer(GraphCommand... readings) {
        Stream.of(readings).map(Answer.Got::new).forEach(commands::add);
    }

    private void willAnswer(Answer<Optional<String>> response) {
        responses.add(response);
    }

    private PollResult.Answered poll() {
        return inputs.committed(poll.poll(inputs.next()));
    }

    private static String id(PollResult.Answered answered) {
        return PollInputs.events(answered).getFirst().eventId();
    }

    private static DeviceStatusEvent event(PollResult.Answered answered) {
        return ((Event.Status) List.copyOf(PollInputs.events(answered)).getFirst()).event();
    }

    private static GraphCommand command(String status, Optional<String> error) {
        return new GraphCommand(
                Optional.empty(),
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                error,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
