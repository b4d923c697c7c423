package io.telltale.poller.poll.xtremepush;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.poll.PollInputs;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.TaskPoll;
import io.telltale.poller.poll.xtremepush.PushListModel.Entry;
import io.telltale.poller.task.PollTasks;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.xtremepush.PushQuery;
import io.telltale.providers.xtremepush.PushRow;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.ref.DeviceRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Lists that shift while they are read. Whatever is in the table at the end was published, and
 * nothing was published twice.
 */
@Tag("slow")
class PushListModelTest {

    private static final int RUNS = 10_000;
    private static final int KEYSET_RUNS = 1_000;
    private static final int CAPPED_RUNS = 1_000;
    private static final int STEPS = 25;
    private static final int MOST_POLLS = 500;
    private static final Duration REREAD = Duration.ofMinutes(10);

    @Test
    void publishesEveryRowOnce_howeverTheListShifts_byOffset() {
        for (var seed = 0; seed < RUNS; seed++) {
            check(new Run(seed, Map.of()));
        }
    }

    @Test
    void publishesEveryRowOnce_howeverTheListShifts_byKeyset() {
        var keyset =
                Map.of(
                        "keyset",
                        "id",
                        "select",
                        "id,campaign_id,action_id,create_time,device_id,error");
        for (var seed = 0; seed < KEYSET_RUNS; seed++) {
            check(new Run(seed, keyset));
        }
    }

    @Test
    void failsRatherThanReadForEver_whenTheOffsetIsIgnoredOrCapped() {
        for (var seed = 0; seed < CAPPED_RUNS; seed++) {
            new Run(seed, Map.of()).readsNoEnd();
        }
    }

    private static void check(Run run) {
        run.live();
        run.quiesce();
        assertThat(run.published).as("seed %d", run.seed).doesNotHaveDuplicates();
        assertThat(run.published)
                .as("seed %d", run.seed)
                .containsAll(run.model.table().stream().map(run::fact).toList());
    }

    /** One life of a table, decided by its seed. */
    private static final class Run {

        private final int seed;
        private final Random random;
        private final PushListModel model;
        private final PollTask task;
        private final TaskPoll poll;
        private Function<PushQuery, Answer<List<Row<PushRow>>>> provider;
        private final PollInputs inputs = new PollInputs();
        private final List<String> published = new ArrayList<>();
        private Instant now = PollInputs.NOW;

        Run(int seed, Map<String, String> more) {
            this.seed = seed;
            this.random = new Random(seed);
            var parameters = new HashMap<>(more);
            parameters.put("limit", Integer.toString(random.nextInt(3, 9)));
            parameters.put("overlap", Integer.toString(random.nextInt(1, 4)));
            parameters.put("reread", REREAD.toString());
            if (!more.containsKey("keyset") && random.nextBoolean()) {
                parameters.put("order", "id ASC");
            }
            this.task =
                    PollTasks.create(
                            PollKind.XTREMEPUSH_PUSH_DEVICES,
                            "demo",
                            parameters,
                            Duration.ofSeconds(30));
            this.model =
                    new PushListModel(
                            random,
                            now,
                            more.containsKey("keyset") || random.nextBoolean(),
                            more.containsKey("keyset"));
            this.provider = model::answer;
            this.poll = new PushDevicesPoll(task, query -> provider.apply(query));
            model.holds(random.nextInt(20), now.minus(Duration.ofDays(30)));
        }

        void live() {
            for (var step = 0; step < STEPS; step++) {
                passes(Duration.ofSeconds(random.nextInt(20)));
                for (var changes = random.nextInt(3); changes > 0; changes--) {
                    model.lives(now, now.minus(REREAD).plusSeconds(300));
                }
                poll(model::faultyAnswer, random.nextInt(10) == 0);
            }
        }

        /** Nothing changes any more: until two scans in a row were whole. */
        void quiesce() {
            var whole = 0;
            for (var result = 0; result < MOST_POLLS && whole < 2; result++) {
                whole += poll(model::answer, false) ? 1 : 0;
            }
            assertThat(whole).as("seed %d", seed).isEqualTo(2);
        }

        /** Few rows, all different, and an offset that stops to count. */
        void readsNoEnd() {
            model.holdsOnlyGood(random.nextInt(1, 20));
            model.capsOffset(random.nextInt(model.table().size()));
            provider = model::answer;
            var facts = model.table().stream().map(this::fact).toList();
            for (var count = 0; count < MOST_POLLS; count++) {
                var result = poll.poll(inputs.next());
                if (result instanceof PollResult.Failed failed) {
                    assertThat(failed.type()).isEqualTo("OFFSET_IGNORED");
                    return;
                }
                var answered = inputs.committed(result);
                PollInputs.events(answered).forEach(event -> published.add(fact(event)));
                if (PollInputs.health(answered).isPresent()) {
                    assertThat(published).as("seed %d", seed).containsAll(facts);
                    return;
                }
            }
            throw new AssertionError("seed %d is read for ever".formatted(seed));
        }

        private void passes(Duration time) {
            now = now.plus(time);
            inputs.passes(time);
        }

        /** Whether a whole scan ended. */
        private boolean poll(
                Function<PushQuery, Answer<List<Row<PushRow>>>> answers, boolean crashes) {
            provider = answers;
            var result = poll.poll(inputs.next());
            if (!(result instanceof PollResult.Answered answered) || crashes) {
                return false;
            }
            inputs.committed(answered);
            PollInputs.events(answered).forEach(event -> published.add(fact(event)));
            PollInputs.deadLetters(answered).forEach(letter -> published.add(fact(letter)));
            return PollInputs.health(answered).filter(it -> it.getScan() != null).isPresent();
        }

        private static String fact(Event event) {
            var push = ((Event.PushAction) event).event();
            return DeviceRef.parse(push.getDevices().getFirst()).value() + " " + push.getFailed();
        }

        private static String fact(DeadLetter letter) {
            return new String(letter.bytes(), StandardCharsets.UTF_8);
        }

        private String fact(Entry row) {
            return row.broken() ? model.raw(row) : "demo:%d %b".formatted(row.id(), row.failed());
        }
    }
}
