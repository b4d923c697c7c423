package io.telltale.streams.campaign;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.record.CampaignUpdate;
import io.telltale.streams.step.KeyedPage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The tasks that count one partition of campaigns: tasks of refs, and the task of the campaigns.
 */
final class CampaignTasks {

    static final StuckRule STUCK = new StuckRule(Duration.ofDays(1));

    final StoreInMemory campaigns = new StoreInMemory();
    final List<Record<String, CampaignProgress>> published = new ArrayList<>();
    private final List<RefTask> refs = new ArrayList<>();
    private CampaignCounter counter;

    CampaignTasks(int partitions) {
        for (var partition = 0; partition < partitions; partition++) {
            refs.add(new RefTask());
        }
        this.counter = openedCounter();
    }

    /** A task of refs, and its deltas that are on their way. */
    static final class RefTask {

        final StoreInMemory store = new StoreInMemory();
        final Queue<Record<String, CampaignUpdate>> sent = new ArrayDeque<>();
        private CampaignMembers members;
        private CampaignOutbox outbox;

        RefTask() {
            this.members = new CampaignMembers(store);
            this.outbox = new CampaignOutbox(members, Duration.ZERO, sent::add);
        }

        /** Opens again with nothing but the store. */
        void restart() {
            members = new CampaignMembers(store);
            outbox = new CampaignOutbox(members, Duration.ZERO, sent::add);
        }

        void read(CampaignReading reading) {
            members.apply(members.prepare(reading));
        }

        void send() {
            outbox.send(0);
        }

        void sendAll() {
            while (!outbox.isEmpty()) {
                send();
            }
        }
    }

    RefTask ref(int partition) {
        return refs.get(partition);
    }

    /** The task that has the ref. */
    RefTask taskOf(String ref) {
        return refs.get(Math.floorMod(ref.hashCode(), refs.size()));
    }

    void read(CampaignReading reading) {
        taskOf(reading.ref()).read(reading);
    }

    private CampaignCounter openedCounter() {
        return new CampaignCounter(campaigns, STUCK, published::add);
    }

    void restartCounter() {
        counter = openedCounter();
    }

    void update(String campaign, CampaignUpdate update, Instant observedAt) {
        counter.update(campaign, update, observedAt.toEpochMilli());
    }

    /** Delivers the next delta of a task, if there is one. */
    void deliver(RefTask task) {
        var next = task.sent.poll();
        if (next != null) {
            counter.update(next.key(), next.value(), next.timestamp());
        }
    }

    void deliverAll() {
        for (var task : refs) {
            task.sendAll();
            while (!task.sent.isEmpty()) {
                deliver(task);
            }
        }
    }

    void tick(Instant now) {
        counter.tick(now.toEpochMilli());
    }

    CampaignReader reader() {
        return new CampaignReader(campaigns);
    }

    /** All members, read in pages and merged. */
    List<MemberStanding> members(
            String campaign,
            MemberFilter filter,
            CampaignActivity activity,
            int limit,
            Instant now) {
        var all = new ArrayList<MemberStanding>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            var request = new MemberReader.Request(campaign, filter, after.get(), limit);
            var pages =
                    refs.stream()
                            .map(task ->
                                    new MemberReader(task.store, STUCK)
                                            .page(request, activity, now))
                            .toList();
            var page = KeyedPage.merge(pages, limit, MemberStanding::ref);
            all.addAll(page.items());
            after = page.next();
        }
        return all;
    }

    /** Devices under way by the hour of their last reading. */
    Map<Long, Long> silence(String campaign) {
        var hours = new TreeMap<Long, Long>();
        CampaignViews.of(campaigns)
                .silence()
                .entries(campaign, "", Integer.MAX_VALUE)
                .forEach(entry -> hours.put(Long.parseLong(entry.member(), 16), entry.value()));
        return hours;
    }

    static PairKey key(char prefix, String owner, String member) {
        return new PairKey(prefix + owner, member);
    }
}
