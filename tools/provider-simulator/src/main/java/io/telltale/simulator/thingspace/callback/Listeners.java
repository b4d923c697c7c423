package io.telltale.simulator.thingspace.callback;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.switches.WithoutListener;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The registered callback listeners, one per account and service.
 *
 * <p>By a quirk, for a while after a new registration every other callback carries the user and
 * password that were registered before.
 */
@Singleton
public final class Listeners {

    private static final String CHANGED = "thingspace-listener";

    private final Journal journal;
    private final Switches switches;
    private final Clock clock;
    private final Map<Place, Registered> listeners = new LinkedHashMap<>();
    private final Map<Place, SimulatedListener> last = new LinkedHashMap<>();
    private int callbacks;

    Listeners(Journal journal, Switches switches, Clock clock) {
        this.journal = journal;
        this.switches = switches;
        this.clock = clock;
        journal.replay(CHANGED, Changed.class).forEach(this::apply);
    }

    private record Place(String account, String service) {}

    /**
     * A change of one place.
     *
     * @param listener null when it was removed
     * @param at null in journals that did not keep it
     */
    private record Changed(
            Place place, @Nullable SimulatedListener listener, @Nullable Instant at) {}

    /** A listener and the one whose place it took, even if that was removed before. */
    private record Registered(
            SimulatedListener listener, @Nullable SimulatedListener before, Instant at) {}

    /** Registers a listener; one that was there before is replaced. */
    synchronized void register(SimulatedListener listener) {
        change(new Place(listener.accountName(), listener.serviceName()), listener);
    }

    /** Removes a listener; false when there was none. */
    synchronized boolean remove(String account, String service) {
        var place = new Place(account, service);
        var registered = listeners.containsKey(place);
        if (registered) {
            change(place, null);
        }
        return registered;
    }

    public synchronized Optional<SimulatedListener> find(String account, String service) {
        return Optional.ofNullable(listeners.get(new Place(account, service)))
                .map(Registered::listener);
    }

    /**
     * Checks that a listener is registered; false when there is none and that is accepted.
     *
     * @throws RefusedException when there is none and that is refused
     */
    public boolean require(String account, String service, WithoutListener otherwise) {
        var registered = find(account, service).isPresent();
        if (!registered && otherwise == WithoutListener.REFUSED) {
            throw ThingSpaceErrors.m2m(
                    "REQUEST_FAILED.CallbackNotRegistered",
                    "No listener is registered for " + service + ".");
        }
        return registered;
    }

    /** The listener for one more callback, at times with the credentials of the one before it. */
    synchronized Optional<SimulatedListener> forCallback(String account, String service) {
        var registered = listeners.get(new Place(account, service));
        if (registered == null) {
            return Optional.empty();
        }
        var before = registered.before();
        var stale = switches.quirks().callback().stalePasswordFor();
        callbacks++;
        return Optional.of(
                before == null
                                || callbacks % 2 == 0
                                || !clock.instant().isBefore(registered.at().plus(stale))
                        ? registered.listener()
                        : registered.listener().with(before.username(), before.password()));
    }

    synchronized List<SimulatedListener> of(String account) {
        return listeners.values().stream()
                .map(Registered::listener)
                .filter(listener -> listener.accountName().equals(account))
                .toList();
    }

    private void change(Place place, @Nullable SimulatedListener listener) {
        var changed = new Changed(place, listener, clock.instant());
        journal.append(new Journal.Entry(CHANGED, changed));
        apply(changed);
    }

    private void apply(Changed changed) {
        var listener = changed.listener();
        if (listener == null) {
            listeners.remove(changed.place());
            return;
        }
        var at = changed.at() == null ? Instant.EPOCH : changed.at();
        var before = last.put(changed.place(), listener);
        listeners.put(changed.place(), new Registered(listener, before, at));
    }
}
