package io.telltale.streams.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SendQueuesTest {

    private static final LiveLimits LIMITS =
            new LiveLimits(10, 4, 1_000, 100, Duration.ofMinutes(1));

    private final SendQueues queues = new SendQueues(LIMITS);

    @Test
    void anEventThatWaitsForManyCountsOnce() throws Exception {
        var one = queues.open();
        var other = queues.open();
        var event = event(600);
        one.add(event);
        other.add(event);

        assertThat(queues.bytes()).isEqualTo(600);
        assertThat(one.take(Duration.ZERO)).isSameAs(event.bytes());
        assertThat(queues.bytes()).isEqualTo(600);
        other.end();
        assertThat(queues.bytes()).isZero();
        assertThat(one.isOver()).isFalse();
    }

    @Test
    void whenAllHoldTooMuch_theOneWithTheMostEnds() throws Exception {
        var largest = queues.open();
        var other = queues.open();
        largest.add(event(600));
        other.add(event(300));
        other.add(event(200));

        assertThat(largest.isOver()).isTrue();
        assertThat(largest.ended().get(10, TimeUnit.SECONDS)).isNull();
        assertThat(largest.take(Duration.ofMinutes(1))).isNull();
        assertThat(queues.endedAsSlow()).isEqualTo(1);
        assertThat(other.take(Duration.ZERO)).hasSize(300);
        assertThat(other.take(Duration.ZERO)).hasSize(200);
        assertThat(queues.bytes()).isZero();
    }

    @Test
    void anEventThatIsTooLargeForAllEndsItsOwnQueue() {
        var queue = queues.open();
        queue.add(event(1_001));

        assertThat(queue.isOver()).isTrue();
        assertThat(queues.bytes()).isZero();
    }

    @Test
    void itIsFullWithItsMostEvents_andHasRoomWithHalfOfThem() throws Exception {
        var queue = queues.open();
        for (var number = 0; number < 4; number++) {
            assertThat(queue.isFull()).isFalse();
            queue.add(event(1));
        }
        assertThat(queue.isFull()).isTrue();

        queue.take(Duration.ZERO);
        assertThat(queue.isFull()).isFalse();
        assertThat(queue.hasRoom()).isFalse();
        queue.take(Duration.ZERO);
        assertThat(queue.hasRoom()).isTrue();
    }

    @Test
    void nothingComesOfOneThatHasEnded() throws Exception {
        var queue = queues.open();
        queue.add(event(1));
        queue.end();
        queue.end();
        queue.add(event(1));

        assertThat(queue.take(Duration.ZERO)).isNull();
        assertThat(queues.bytes()).isZero();
        assertThat(queues.endedAsSlow()).isZero();
    }

    private static QueuedEvent event(int bytes) {
        return new QueuedEvent(new byte[bytes]);
    }
}
