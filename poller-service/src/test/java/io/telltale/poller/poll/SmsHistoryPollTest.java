package io.telltale.poller.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.Answer;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.ProviderAnswer;
import io.telltale.schemas.record.ProviderFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SmsHistoryPollTest {

    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");

    private final List<List<Instant>> asked = new ArrayList<>();
    private final Map<String, ProviderAnswer> answers = new HashMap<>();
    private final TaskStates states = new TaskStates();
    private final SmsHistoryPoll poll =
            new SmsHistoryPoll(
                    "iccid:89148000000800139708",
                    FROM,
                    Duration.ofHours(1),
                    (after, before) -> {
                        asked.add(List.of(after, before));
                        return new Answer.Got<>("request-" + asked.size());
                    },
                    id -> Optional.ofNullable(answers.get(id)));

    @Test
    void asksASecondMoreAtBothEnds_becauseTheBoundsAreExclusive() {
        turn();

        assertThat(asked)
                .containsExactly(
                        List.of(
                                FROM.minusSeconds(1),
                                TaskStates.NOW.minusSeconds(120).plusSeconds(1)));
    }

    @Test
    void waitsForTheCallback_beforeTheWindowCountsAsDone() {
        turn();

        assertThat(poll.turn(states.next()))
                .isEqualTo(new Turn.Unchanged(new Turn.Next.After(Duration.ofSeconds(1))));

        answered("request-1", 16, FROM.plusSeconds(5), null);

        turn();
        assertThat(states.next().devices().firstEntry().getValue().getDoneUntil())
                .isEqualTo(TaskStates.NOW.minusSeconds(120));
    }

    @Test
    void anAnswerOf500RowsIsContinuedFromItsLastSecond() {
        turn();
        answered("request-1", 500, Instant.parse("2020-03-16T15:41:14Z"), null);
        turn();

        turn();

        assertThat(asked.getLast().getFirst()).isEqualTo(Instant.parse("2020-03-16T15:41:13Z"));
    }

    @Test
    void asksForTheSameWindowAgain_whenTheProviderReportsAFault() {
        turn();
        answered("request-1", 0, null, new ProviderFault("REQUEST_FAILED", "later"));
        turn();

        turn();

        assertThat(asked.getLast()).isEqualTo(asked.getFirst());
    }

    private Turn.Answered turn() {
        return states.committed(poll.turn(states.next()));
    }

    private void answered(
            String id, int rows, @Nullable Instant lastAt, @Nullable ProviderFault fault) {
        answers.put(
                id,
                ProviderAnswer.newBuilder()
                        .setProvider(Provider.THINGSPACE)
                        .setAccount("0000123456-00001")
                        .setRequestId(id)
                        .setAnsweredAt(TaskStates.NOW)
                        .setRows(rows)
                        .setLastAt(lastAt)
                        .setFault(fault)
                        .build());
    }
}
