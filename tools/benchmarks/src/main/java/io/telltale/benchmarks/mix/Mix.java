package io.telltale.benchmarks.mix;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The natural mix: what a fleet's providers tell while everything is in use. Of a hundred events 40
 * are software-upgrade statuses, 15 messages of the SMS queue, 25 rows of SMS histories, 15 push
 * rows and 5 readings of commands; each kind comes in the batches in which it is polled. The next
 * batch is of the kind that is furthest behind its share.
 *
 * <p>Equal seed, fleet and begin give equal records. How many events there are, of which kind and
 * how large does not depend on the number of devices, as long as campaigns find 10,000 of them.
 */
public final class Mix {

    /** One event a millisecond, so that a backlog covers some time. */
    private static final Duration PACE = Duration.ofMillis(1);

    private final Instant begin;
    private final List<Share> shares;
    private long events;

    /**
     * A mix of which nothing is told yet.
     *
     * @param begin when the first batch is seen; not so late that the last one is in the future
     */
    public Mix(long seed, Fleet fleet, Instant begin) {
        var random = new SplittableRandom(seed);
        this.begin = begin;
        this.shares =
                List.of(
                        new Share(40, new UpgradeCampaigns(seed, fleet)),
                        new Share(15, new SmsQueue(random.split(), fleet)),
                        new Share(25, new SmsHistory(random.split(), fleet)),
                        new Share(15, new PushCampaigns(random.split(), fleet)),
                        new Share(5, new Commands(random.split(), fleet)));
    }

    /** A kind and how much of it was told. Not for several threads. */
    private static final class Share {

        private final int percent;
        private final Source source;
        private long told;

        Share(int percent, Source source) {
            this.percent = percent;
            this.source = source;
        }

        double progress() {
            return (double) told / percent;
        }
    }

    /**
     * Tells exactly so many more events, and what is told beside them.
     *
     * @param publish takes a batch at a time, in order
     */
    public void tell(long count, Consumer<Batch> publish) {
        var left = count;
        while (left > 0) {
            var batch = next().limitedTo(left);
            events += batch.events().size();
            left -= batch.events().size();
            publish.accept(batch);
        }
    }

    private Batch next() {
        var share = Collections.min(shares, Comparator.comparingDouble(Share::progress));
        var batch = share.source.next(begin.plus(PACE.multipliedBy(events)));
        share.told += batch.events().size();
        return batch;
    }
}
