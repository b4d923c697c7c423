package io.telltale.benchmarks.mix;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The natural mix: the events of a fleet while everything is in use. Of a hundred events 40 are
 * software-upgrade statuses, 25 messages of the SMS queue, 15 rows of SMS histories, 15 push rows
 * and 5 readings of commands; each kind comes in the batches in which it is polled. The next batch
 * is of the kind that is furthest behind its share. Three in a hundred are repeats.
 *
 * <p>Equal settings give equal records. How many events there are, of which kind and how large does
 * not depend on the number of devices, as long as campaigns find 10,000 of them.
 */
public final class Mix {

    private final MixSettings settings;
    private final List<Share> shares;
    private final Repeats repeats;
    private long events;

    /** A mix that has not begun. */
    public Mix(MixSettings settings) {
        var random = new SplittableRandom(settings.seed());
        var repeated = new RepeatedMessages(settings.untilHistory());
        this.settings = settings;
        this.shares =
                List.of(
                        new Share(40, new UpgradeCampaignSource(settings, random.split())),
                        new Share(25, new SmsQueueSource(settings, repeated, random.split())),
                        new Share(15, new SmsHistorySource(settings, repeated, random.split())),
                        new Share(15, new PushCampaignSource(settings, random.split())),
                        new Share(5, new CommandSource(random.split(), settings.fleet())));
        this.repeats = new Repeats(random.split());
    }

    /** A kind and how many of its events were made. Not for several threads. */
    private static final class Share {

        private final int percent;
        private final PolledSource source;
        private long made;

        Share(int percent, PolledSource source) {
            this.percent = percent;
            this.source = source;
        }

        double progress() {
            return (double) made / percent;
        }
    }

    /**
     * Makes exactly so many more events, and the records beside them.
     *
     * @param publish takes a batch at a time, in order
     */
    public void publish(long count, Consumer<Batch> publish) {
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
        var now = settings.begin().plus(settings.pace().multipliedBy(events));
        var batch = share.source.next(now);
        share.made += batch.events().size();
        return batch.with(repeats.among(batch.events(), now));
    }
}
