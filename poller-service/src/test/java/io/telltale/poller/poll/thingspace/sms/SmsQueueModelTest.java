package io.telltale.poller.poll.thingspace.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.poll.PollInputs;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.task.PollTasks;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.providers.thingspace.sms.QueuedSms;
import io.telltale.providers.thingspace.sms.SmsBlock;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SmsQueueModelTest {

    private static final int RUNS = 10_000;
    private static final int STEPS = 40;
    private static final int MOST_POLLS = 200;
    private static final PollTask TASK =
            PollTasks.create(
                    PollKind.THINGSPACE_SMS_QUEUE,
                    "0000123456-00001",
                    Map.of(),
                    Duration.ofSeconds(30));

    @Test
    void publishesEveryMessageOnce_whateverIsLostAndWhereverItCrashes() {
        for (var seed = 0; seed < RUNS; seed++) {
            var run = new Run(seed);
            run.live();
            run.quiesce();
            assertThat(run.published())
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(run.model.arrived());
            assertThat(run.events.stream().map(Event::eventId))
                    .as("seed %d", seed)
                    .doesNotHaveDuplicates();
        }
    }

    /** One life of a queue, decided by its seed. */
    private static final class Run {

        private final Random random;
        private final QueueModel model;
        private final PollInputs inputs = new PollInputs();
        private final List<Event> events = new ArrayList<>();

        Run(int seed) {
            this.random = new Random(seed);
            this.model = new QueueModel(random);
        }

        void live() {
            for (var step = 0; step < STEPS; step++) {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> model.receive();
                    case 3 -> inputs.takenOver();
                    default -> poll(model::faultyAnswer, random.nextInt(10) == 0);
                }
            }
        }

        void quiesce() {
            inputs.takenOver();
            for (var polls = 0; polls < MOST_POLLS && poll(model::answer, false); polls++) {
                // until nothing more is written
            }
        }

        private boolean poll(
                Function<Optional<Permit>, Answer<SmsBlock>> provider, boolean crashes) {
            var input = inputs.next();
            var crash = crashes && model.mayBeForgotten(input.permit());
            var result = new SmsQueuePoll(TASK, provider, _ -> {}).poll(input);
            if (crash) {
                model.isForgotten();
            } else {
                model.isRemembered();
            }
            if (result instanceof PollResult.Answered answered && !crash) {
                inputs.committed(answered);
                events.addAll(PollInputs.events(answered));
                return true;
            }
            inputs.takenOver();
            return false;
        }

        List<QueuedSms> published() {
            return events.stream()
                    .map(event -> ((Event.Sms) event).event())
                    .map(sms ->
                            new QueuedSms(
                                    DeviceIds.of(sms.getDevices().getFirst()),
                                    Optional.ofNullable(sms.getText()),
                                    Optional.ofNullable(sms.getOccurredAt())))
                    .toList();
        }
    }
}
