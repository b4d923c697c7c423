package io.telltale.streams.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkState;
import io.telltale.streams.record.Observation;
import io.telltale.streams.record.RegisterUpdate;
import io.telltale.streams.register.RecomputedIdentities.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Refs' tasks and the register as pure functions over stores in memory, batches by hand. */
@NullUnmarked // a missing identity fails the test
final class RegisterUnderTest {

    private final MemoryStore refIndex = new MemoryStore();
    private final ObservationCollector collector = new ObservationCollector(refIndex);
    private final MemoryStore store = new MemoryStore();
    private final RegisterStore register = new RegisterStore(store);
    private final RegisterLimits limits;
    private final List<Touch> touches = new ArrayList<>();
    private final Map<String, DeviceIdentity> written = new TreeMap<>();
    private int sent;

    RegisterUnderTest() {
        this(RegisterLimits.DEFAULT);
    }

    RegisterUnderTest(RegisterLimits limits) {
        this.limits = limits;
    }

    /** An event at a millisecond, settled. */
    Set<String> event(long at, String id, String... devices) {
        unsettledEvent(at, id, devices);
        return settle();
    }

    void unsettledEvent(long at, String id, String... devices) {
        observations(new Named(List.of(devices), at, id)).forEach(this::observe);
    }

    /** Number of entries of its store that the register looked at. */
    long reads() {
        return store.reads();
    }

    static List<Observed> observations(Named event) {
        var place = new EventPosition(event.at(), event.id());
        return EventObservations.of(event.devices(), place, Junk.byValue());
    }

    void observe(Observed observed) {
        var place = observed.place();
        var update =
                collector.collect(
                        observed.named(),
                        new Observation(observed.holder(), place.orderAt(), place.eventId()));
        if (update != null) {
            sent++;
            update(update.key, update.value);
        }
    }

    void declare(DeviceLink link) {
        update(String.join(" ", link.getRefs()), new RegisterUpdate(null, null, link));
    }

    void update(KeyValue<String, RegisterUpdate> update) {
        update(update.key, update.value);
    }

    void update(String key, RegisterUpdate update) {
        var change = FactChange.of(key, update, register);
        if (change != null) {
            register.write(change);
            var isOfCarrier = change instanceof FactChange.TransitionsChange;
            touches.add(new Touch(touches.size(), isOfCarrier, change.touched()));
        }
    }

    /** Settles what came since; returns the refs whose identities changed. */
    Set<String> settle() {
        var settlement = new IdentityRegister(register, limits).settle(touches, 1);
        touches.clear();
        assertThat(settlement.failures()).isEmpty();
        register.write(settlement);
        var refs = new HashSet<String>();
        for (var each : settlement.identities()) {
            var identity = each.identity();
            var before = written.put(identity.getRef(), identity);
            var epoch = before == null ? 1 : before.getEpoch() + 1;
            assertThat(identity.getEpoch()).isEqualTo(epoch);
            assertThat(refs.add(identity.getRef())).as("written once").isTrue();
        }
        return refs;
    }

    DeviceIdentity identity(String ref) {
        return written.get(ref);
    }

    ObservationCollector collector() {
        return collector;
    }

    MemoryStore refIndex() {
        return refIndex;
    }

    /** Number of updates that refs' tasks sent to the register. */
    int sent() {
        return sent;
    }

    static DeviceLink link(
            String one,
            String other,
            @Nullable Long validFrom,
            @Nullable Long validTo,
            long declaredAt,
            String by,
            boolean isWithdrawn) {
        return new DeviceLink(
                List.of(one, other),
                isWithdrawn ? LinkState.WITHDRAWN : LinkState.DECLARED,
                validFrom == null ? null : Instant.ofEpochMilli(validFrom),
                validTo == null ? null : Instant.ofEpochMilli(validTo),
                by,
                Instant.ofEpochMilli(declaredAt));
    }

    static DeviceLink link(String one, String other) {
        return link(one, other, null, null, 1, "operator", false);
    }

    static DeviceLink withdrawn(DeviceLink link) {
        return new DeviceLink(
                link.getRefs(),
                LinkState.WITHDRAWN,
                link.getValidFrom(),
                link.getValidTo(),
                link.getBy(),
                link.getDeclaredAt().plusMillis(1));
    }

    /** All identities but those of refs that are alone, as the recomputation shows them. */
    Map<String, String> shown() {
        var found = new HashMap<String, String>();
        written.forEach((ref, identity) -> {
            var shown = shown(identity);
            if (!shown.equals(RecomputedIdentities.ofNothing(ref))) {
                found.put(ref, shown);
            }
        });
        return found;
    }

    static String shown(DeviceIdentity identity) {
        var intervals =
                identity.getIntervals().stream()
                        .map(each ->
                                "%s..%s %s"
                                        .formatted(
                                                time(each.getValidFrom()),
                                                time(each.getValidTo()),
                                                each.getDeviceKey()))
                        .toList();
        var members =
                identity.getMembers().stream()
                        .map(each ->
                                "%s %s..%s %s %s %s"
                                        .formatted(
                                                each.getRef(),
                                                time(each.getSince()),
                                                time(each.getUntil()),
                                                each.getSource(),
                                                each.getEvidence(),
                                                time(each.getEvidenceAt())))
                        .toList();
        var conflicts =
                identity.getConflicts().stream()
                        .map(each ->
                                "%s %s %s %s %s"
                                        .formatted(
                                                each.getOtherRef(),
                                                each.getReason(),
                                                each.getSource(),
                                                each.getEvidence(),
                                                time(each.getAt())))
                        .toList();
        return intervals + " " + members + " " + conflicts;
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "null" : Long.toString(time.toEpochMilli());
    }
}
