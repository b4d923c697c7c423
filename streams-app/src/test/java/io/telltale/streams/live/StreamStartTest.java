package io.telltale.streams.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamStartTest {

    private static final int PARTITION = 3;
    private static final long FIRST = 100;
    private static final long END = 5_000;
    private static final long LONGEST = 1_000;

    @Test
    void withoutAnIdItIsNow() {
        assertThat(StreamStart.of(Optional.empty(), PARTITION, FIRST, END, LONGEST))
                .isEqualTo(new StreamStart(END, false));
    }

    @Test
    void anIdGoesOnAfterIt() {
        assertThat(after(4_321)).isEqualTo(new StreamStart(4_322, false));
        assertThat(after(END - 1)).isEqualTo(new StreamStart(END, false));
        assertThat(after(END - LONGEST - 1)).isEqualTo(new StreamStart(END - LONGEST, false));
    }

    @Test
    void oneThatLiesTooFarBackGoesOnWithinTheBound_andHasAGap() {
        assertThat(after(END - LONGEST - 2)).isEqualTo(new StreamStart(END - LONGEST, true));
        assertThat(after(-1)).isEqualTo(new StreamStart(END - LONGEST, true));
    }

    @Test
    void oneThatIsNoLongerKeptGoesOnWithTheFirstKept_andHasAGap() {
        var few = StreamStart.of(at(98), PARTITION, FIRST, FIRST + 5, LONGEST);

        assertThat(few).isEqualTo(new StreamStart(FIRST, true));
        assertThat(StreamStart.of(at(99), PARTITION, FIRST, FIRST + 5, LONGEST))
                .isEqualTo(new StreamStart(FIRST, false));
    }

    @Test
    void thatOfANewTopicWithoutRecordsIsItsBeginning() {
        assertThat(StreamStart.of(at(-1), PARTITION, 0, 3, LONGEST))
                .isEqualTo(new StreamStart(0, false));
    }

    @Test
    void oneBeyondTheEnd_orInAnotherPartition_goesOnFromNow_andHasAGap() {
        assertThat(after(END)).isEqualTo(new StreamStart(END, true));
        assertThat(after(Long.MAX_VALUE / 10)).isEqualTo(new StreamStart(END, true));
        assertThat(
                        StreamStart.of(
                                Optional.of(new TimelinePosition(PARTITION + 1, END - 1)),
                                PARTITION,
                                FIRST,
                                END,
                                LONGEST))
                .isEqualTo(new StreamStart(END, true));
    }

    private static StreamStart after(long offset) {
        return StreamStart.of(at(offset), PARTITION, FIRST, END, LONGEST);
    }

    private static Optional<TimelinePosition> at(long offset) {
        return Optional.of(new TimelinePosition(PARTITION, offset));
    }
}
