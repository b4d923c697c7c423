package io.telltale.poller.poll.thingspace.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.poll.PollInputs;
import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.task.PollTasks;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.providers.thingspace.device.UnrecognizedId;
import io.telltale.providers.thingspace.sms.QueuedSms;
import io.telltale.providers.thingspace.sms.SmsBlock;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.PollKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SmsQueuePollTest {

    private final Deque<Answer<SmsBlock>> answers = new ArrayDeque<>();
    private final List<Optional<String>> asked = new ArrayList<>();
    private final List<UnrecognizedId> unfit = new ArrayList<>();
    private final PollInputs inputs = new PollInputs();
    private final SmsQueuePoll poll =
            new SmsQueuePoll(
                    PollTasks.create(
                            PollKind.THINGSPACE_SMS_QUEUE,
                            "0000123456-00001",
                            Map.of(),
                            Duration.ofSeconds(30)),
                    permit -> {
                        asked.add(permit.map(Permit::token));
                        return answers.remove();
                    },
                    unfit::add);

    @Test
    void aFactGoesWithTheProvidersSpellingOfItsDevice_andIdsLeftOutAreCountedOnce() {
        var left = new UnrecognizedId("esn", "9");
        var ids = DeviceIds.of("mdn:702-289-5555");
        var row =
                new QueuedSms(
                        new DeviceIds(ids.refs(), ids.primary(), List.of(left)),
                        Optional.of("a"),
                        Optional.empty());
        var block = new SmsBlock.Readable(List.of(new Row.Good<>(row)), false, Optional.empty());
        willAnswer(block, block);

        var result = inputs.committed(poll.poll(inputs.next()));
        poll.poll(inputs.next());

        assertThat(result.outputs())
                .filteredOn(PollOutput.DeviceEvent.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        PollOutput.DeviceEvent.class,
                        fact -> {
                            assertThat(fact.event().devices())
                                    .containsExactly("msisdn:17022895555");
                            assertThat(fact.providerDevice())
                                    .hasValueSatisfying(
                                            id -> assertThat(id).hasToString("mdn:702-289-5555"));
                        });
        assertThat(unfit).containsExactly(left);
    }

    @Test
    void acknowledgesABlockOnlyAfterItWasCommitted() {
        willAnswer(block("T1", "a", "b"), block("T2"));

        inputs.committed(poll.poll(inputs.next()));
        inputs.committed(poll.poll(inputs.next()));

        assertThat(asked).containsExactly(Optional.empty(), Optional.of("T1"));
    }

    @Test
    void asksPlainlyAfterATakeOver_soThatNothingIsAcknowledgedTwice() {
        willAnswer(block("T1", "a"), block("T1", "a"));

        inputs.committed(poll.poll(inputs.next()));
        inputs.takenOver();
        inputs.committed(poll.poll(inputs.next()));

        assertThat(asked).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void aBlockThatWasNotCommittedHasTheSameEventIdsAgain() {
        willAnswer(block("T1", "a", "b"), block("T1", "a", "b"));

        var lost = ids((PollResult.Answered) poll.poll(inputs.next()));
        var again = ids((PollResult.Answered) poll.poll(inputs.next()));

        assertThat(again).isEqualTo(lost).doesNotHaveDuplicates();
    }

    @Test
    void aCommittedBlockThatComesAgainIsAcknowledgedButNotPublishedAgain() {
        willAnswer(block("T1", "a", "b"), block("T2", "a", "b"));

        inputs.committed(poll.poll(inputs.next()));
        inputs.takenOver();
        var again = inputs.committed(poll.poll(inputs.next()));

        assertThat(PollInputs.events(again)).isEmpty();
        assertThat(again.permit()).contains("T2");
    }

    @Test
    void ofABlockThatComesAgain_onlyNewRowsArePublished() {
        willAnswer(block("T1", "a"), block("T2", "a", "a", "b"));

        var first = ids(inputs.committed(poll.poll(inputs.next())));
        inputs.takenOver();
        var again = ids(inputs.committed(poll.poll(inputs.next())));

        assertThat(again).hasSize(2).doesNotContainAnyElementsOf(first).doesNotHaveDuplicates();
    }

    @Test
    void aTwinAfterAnAnsweredAcknowledgementIsANewFact() {
        willAnswer(block("T1", "a"), block("T2", "a"));

        var first = ids(inputs.committed(poll.poll(inputs.next())));
        var twin = ids(inputs.committed(poll.poll(inputs.next())));

        assertThat(twin).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    void aTwinIsANewFact_whenTheAcknowledgementArrivedButItsAnswerWasLost() {
        willAnswer(block("T1", "a", "b"), block("T2", "a", "c"));

        var first = ids(inputs.committed(poll.poll(inputs.next())));
        inputs.takenOver();
        var next = ids(inputs.committed(poll.poll(inputs.next())));

        assertThat(next).hasSize(2).doesNotContainAnyElementsOf(first);
    }

    @Test
    void twinsInOneBlockStayTwo() {
        willAnswer(block("T1", "a", "a"));

        assertThat(ids(inputs.committed(poll.poll(inputs.next()))))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void anEmptyQueueWritesNothing() {
        willAnswer(block("T1"));

        assertThat(poll.poll(inputs.next()))
                .isEqualTo(new PollResult.Unchanged(new PollResult.Next.AfterInterval()));
    }

    @Test
    void aBlockWithoutTokenIsLeftInTheQueueUntilTheNextInterval() {
        answers.add(new Answer.Got<>(new SmsBlock.Readable(rows("a"), true, Optional.empty())));

        var answered = inputs.committed(poll.poll(inputs.next()));

        assertThat(answered.next()).isEqualTo(new PollResult.Next.AfterInterval());
        assertThat(answered.permit()).isEmpty();
    }

    @Test
    void aTwinIsANewFact_twentyBlocksLater() {
        willAnswer(block("T", "a"));
        var first = ids(inputs.committed(poll.poll(inputs.next())));
        for (var number = 1; number < 20; number++) {
            willAnswer(block("T", "b" + number));
            inputs.committed(poll.poll(inputs.next()));
        }
        willAnswer(block("T", "a"));

        assertThat(ids(inputs.committed(poll.poll(inputs.next()))))
                .hasSize(1)
                .doesNotContainAnyElementsOf(first);
    }

    @Test
    void anEmptyAnswerThatReportsMoreProvesNothing() {
        willAnswer(block("T1", "a"));
        inputs.committed(poll.poll(inputs.next()));
        inputs.takenOver();
        answers.add(new Answer.Got<>(new SmsBlock.Readable(List.of(), true, Optional.empty())));
        willAnswer(block("T2", "a"));

        assertThat(poll.poll(inputs.next()))
                .isEqualTo(new PollResult.Unchanged(new PollResult.Next.AfterInterval()));
        assertThat(ids(inputs.committed(poll.poll(inputs.next())))).isEmpty();
    }

    @Test
    void anAnswerToAnAcknowledgementCounts_evenWhenItCannotBeRead() {
        willAnswer(block("T1", "a"));
        var first = ids(inputs.committed(poll.poll(inputs.next())));
        answers.add(unreadable());
        inputs.committed(poll.poll(inputs.next()));
        willAnswer(block("T2", "a"));

        assertThat(asked.getLast()).contains("T1");
        assertThat(ids(inputs.committed(poll.poll(inputs.next()))))
                .hasSize(1)
                .doesNotContainAnyElementsOf(first);
        assertThat(asked.getLast()).isEmpty();
    }

    @Test
    void afterAStaleTokenTheNextQuestionIsThePlainOne() {
        willAnswer(block("T1", "a"));
        inputs.committed(poll.poll(inputs.next()));
        answers.add(new Answer.Refused<>(400, "INPUT_INVALID", "unknown token"));

        assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Failed.class);
    }

    @Test
    void theLastBlockThatStaysIsPublishedOnce() {
        willAnswer(stays("a"), stays("a"));

        assertThat(ids(inputs.committed(poll.poll(inputs.next())))).hasSize(1);
        assertThat(poll.poll(inputs.next()))
                .isEqualTo(new PollResult.Unchanged(new PollResult.Next.AfterInterval()));
    }

    @Test
    void whatStaysOfABlockWithoutTokenIsNotPublishedAgain_whenARowOfItGoes() {
        willAnswer(stays("a", "b", "c"), stays("a", "c"), stays("c", "a", "d"), stays("b", "d"));

        var first = ids(inputs.committed(poll.poll(inputs.next())));
        var second = ids(inputs.committed(poll.poll(inputs.next())));
        var third = ids(inputs.committed(poll.poll(inputs.next())));
        var twin = ids(inputs.committed(poll.poll(inputs.next())));

        assertThat(first).hasSize(3);
        assertThat(second).isEmpty();
        assertThat(third).hasSize(1);
        assertThat(twin).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    void aBrokenRowOfABlockThatComesAgainIsOneDeadLetter() {
        var broken =
                new SmsBlock.Readable(
                        List.of(
                                new Row.Broken<>(
                                        new byte[] {'{', '}'},
                                        RowFault.MISSING_FIELD,
                                        "timestamp and message",
                                        0)),
                        false,
                        Optional.of("T1"));
        willAnswer(broken, broken);

        assertThat(PollInputs.deadLetters(inputs.committed(poll.poll(inputs.next())))).hasSize(1);
        inputs.takenOver();
        assertThat(PollInputs.deadLetters(inputs.committed(poll.poll(inputs.next())))).isEmpty();
    }

    @Test
    void aBlockThatCannotBeReadFailsWithItsBody() {
        answers.add(unreadable());

        assertThat(poll.poll(inputs.next()))
                .isInstanceOfSatisfying(
                        PollResult.Failed.class, failed -> assertThat(failed.page()).isPresent());
    }

    @Test
    void aBlockThatIsToBeSkippedIsAcknowledgedByTheNextPoll() {
        answers.add(unreadable(Optional.of("T1")));
        var failed = (PollResult.Failed) poll.poll(inputs.next());
        inputs.skip(failed.page().orElseThrow().digest());
        answers.add(unreadable(Optional.of("T1")));
        willAnswer(block("T2", "a"));

        assertThat(inputs.committed(poll.poll(inputs.next())).permit()).contains("T1");
        assertThat(ids(inputs.committed(poll.poll(inputs.next())))).hasSize(1);
        assertThat(asked.getLast()).contains("T1");
    }

    @Test
    void anotherBlockThanTheOneToBeSkippedIsNotSkipped() {
        inputs.skip("0123456789abcdef0123456789abcdef");
        answers.add(unreadable(Optional.of("T1")));

        assertThat(poll.poll(inputs.next())).isInstanceOf(PollResult.Failed.class);
    }

    @Test
    void aBlockWithoutTokenCannotBeSkipped_andTheFailureNamesIt() {
        answers.add(unreadable(Optional.empty()));
        var failed = (PollResult.Failed) poll.poll(inputs.next());
        inputs.skip(failed.page().orElseThrow().digest());
        answers.add(unreadable(Optional.empty()));

        assertThat(((PollResult.Failed) poll.poll(inputs.next())).detail()).contains("token");
    }

    private static Answer<SmsBlock> unreadable() {
        return unreadable(Optional.empty());
    }

    private static Answer<SmsBlock> unreadable(Optional<String> token) {
        return new Answer.Got<>(new SmsBlock.Unreadable(new byte[] {'{'}, "expected JSON", token));
    }

    private void willAnswer(SmsBlock... blocks) {
        Stream.of(blocks).map(Answer.Got::new).forEach(answers::add);
    }

    private static SmsBlock block(String token, String... texts) {
        return new SmsBlock.Readable(rows(texts), false, Optional.of(token));
    }

    private static SmsBlock stays(String... texts) {
        return new SmsBlock.Readable(rows(texts), false, Optional.empty());
    }

    private static List<Row<QueuedSms>> rows(String... texts) {
        return Stream.of(texts).<Row<QueuedSms>>map(text -> new Row.Good<>(sms(text))).toList();
    }

    private static QueuedSms sms(String text) {
        return new QueuedSms(
                DeviceIds.of("esn:09600000001"),
                Optional.of(text),
                Optional.of(Instant.parse("2016-01-01T20:29:49Z")));
    }

    private static List<String> ids(PollResult.Answered answered) {
        return PollInputs.events(answered).stream().map(Event::eventId).toList();
    }
}
