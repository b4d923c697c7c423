package io.telltale.simulator.thingspace;

import io.telltale.simulator.journal.Journal;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registered callback listeners, one per account and service. */
@Singleton
final class Listeners {

    private static final String CHANGED = "thingspace-listener";

    private final Journal journal;
    private final Map<Place, Listener> listeners = new LinkedHashMap<>();

    Listeners(Journal journal) {
        this.journal = journal;
        journal.replay(CHANGED, Changed.class).forEach(this::apply);
    }

    private record Place(String account, String service) {}

    /**
     * A change of one place.
     *
     * @param listener null when it was taken away
     */
    private record Changed(Place place, @Nullable Listener listener) {}

    /** Registers a listener; one that was there before is replaced. */
    synchronized void register(Listener listener) {
        keep(new Changed(new Place(listener.accountName(), listener.serviceName()), listener));
    }

    /** Takes a listener away; false when there was none. */
    synchronized boolean remove(String account, String service) {
        var place = new Place(account, service);
        if (!listeners.containsKey(place)) {
            return false;
        }
        keep(new Changed(place, null));
        return true;
    }

    synchronized Optional<Listener> find(String account, String service) {
        return Optional.ofNullable(listeners.get(new Place(account, service)));
    }

    synchronized List<Listener> of(String account) {
        return listeners.values().stream()
                .filter(listener -> listener.accountName().equals(account))
                .toList();
    }

    private void keep(Changed changed) {
        journal.append(new Journal.Entry(CHANGED, changed));
        apply(changed);
    }

    private void apply(Changed changed) {
        if (changed.listener() == null) {
            listeners.remove(changed.place());
        } else {
            listeners.put(changed.place(), changed.listener());
        }
    }
}
