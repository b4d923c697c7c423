package io.telltale.streams.identity;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.record.Conflict;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.Member;
import io.telltale.streams.record.Naming;
import io.telltale.streams.record.Tie;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;

/**
 * Refs' tasks and the register, with records between them that are late: each queue keeps its
 * order, and which one moves next is drawn.
 */
@NullUnmarked // a ref without an identity has none
final class World {

    private final Map<String, Task> tasks = new TreeMap<>();
    private final Queue<DeviceLink> links = new ArrayDeque<>();
    private final Map<List<String>, Tie> ties = new LinkedHashMap<>();
    private final Map<String, DeviceIdentity> register = new HashMap<>();

    /** A ref's own task: its rows, its identity as it knows it, and what is on its way. */
    private static final class Task {
        private final List<Event> rows = new ArrayList<>();
        private final Queue<Event> events = new ArrayDeque<>();
        private final Queue<DeviceIdentity> identities = new ArrayDeque<>();
        private final Queue<Naming> namings = new ArrayDeque<>();
        private DeviceIdentity identity;
    }

    /** What everything comes to when it is told in this order, and travels as drawn. */
    static Map<String, List<Object>> after(
            List<Event> events, List<DeviceLink> links, Random random) {
        var world = new World();
        events.forEach(event -> world.task(event.devices().getFirst()).events.add(event));
        world.links.addAll(links);
        while (world.moves(random)) {
            // until nothing is on its way
        }
        return says(world.register.values());
    }

    /** What it comes to when the register is told everything that was ever said, in its order. */
    static Map<String, List<Object>> ofAll(List<Event> events, List<DeviceLink> links) {
        var world = new World();
        links.forEach(world::declare);
        events.stream()
                .flatMap(event -> Namings.of(event).stream())
                .sorted(Comparator.comparing(Naming::getAt).thenComparing(Naming::getEventId))
                .forEach(world::learn);
        return says(world.register.values());
    }

    private boolean moves(Random random) {
        var moves = new ArrayList<Runnable>();
        if (!links.isEmpty()) {
            moves.add(() -> declare(links.remove()));
        }
        for (var task : List.copyOf(tasks.values())) {
            if (!task.events.isEmpty()) {
                moves.add(() -> file(task));
            }
            if (!task.identities.isEmpty()) {
                moves.add(() -> follow(task));
            }
            if (!task.namings.isEmpty()) {
                moves.add(() -> learn(task.namings.remove()));
            }
        }
        if (moves.isEmpty()) {
            return false;
        }
        moves.get(random.nextInt(moves.size())).run();
        return true;
    }

    private Task task(String ref) {
        return tasks.computeIfAbsent(ref, _ -> new Task());
    }

    private static void file(Task task) {
        var event = task.events.remove();
        task.rows.add(event);
        task.namings.addAll(Namings.news(event, event.devices().getFirst(), task.identity));
    }

    private static void follow(Task task) {
        var now = task.identities.remove();
        var before = task.identity;
        task.identity = now;
        var found = new ArrayList<Naming>();
        for (var span : Namings.lost(before, now)) {
            task.rows.stream()
                    .filter(row -> isIn(row, span.getSince(), span.getUntil()))
                    .forEach(row -> found.addAll(Namings.news(row, now.getRef(), now)));
        }
        task.namings.addAll(Namings.once(found));
    }

    private static boolean isIn(Event row, Instant since, Instant until) {
        var at = OrderTime.of(row.occurredAt(), row.observedAt());
        return (since == null || !at.isBefore(since)) && (until == null || !at.isAfter(until));
    }

    private void declare(DeviceLink link) {
        var known = ties.get(link.getRefs());
        var tie = known == null ? Tie.newBuilder().setRefs(link.getRefs()) : Tie.newBuilder(known);
        decide(List.of(tie.setDeclared(link).build()));
    }

    private void learn(Naming naming) {
        var changed = Learning.changed(naming, this::of, Junk.byValue());
        if (!changed.isEmpty()) {
            decide(changed);
        }
    }

    private void decide(List<Tie> changed) {
        var refs = new TreeSet<String>();
        for (var tie : changed) {
            ties.put(List.copyOf(tie.getRefs()), tie);
            refs.addAll(tie.getRefs());
        }
        ties.values().removeIf(tie -> tie.getDeclared() == null && tie.getLearned() == null);
        for (var identity : new Register(this::of, register::get, Junk.byValue()).changedBy(refs)) {
            register.put(identity.getRef(), identity);
            task(identity.getRef()).identities.add(identity);
        }
    }

    private List<Tie> of(String ref) {
        return ties.values().stream().filter(tie -> tie.getRefs().contains(ref)).toList();
    }

    /**
     * What identities say of refs that are, or were, with others. An epoch only counts changes, and
     * which of several events is the evidence may hang on the order.
     */
    private static Map<String, List<Object>> says(Collection<DeviceIdentity> identities) {
        var said = new TreeMap<String, List<Object>>();
        for (var identity : identities) {
            var isAlone =
                    identity.getMembers().stream()
                            .allMatch(member -> member.getRef().equals(identity.getRef()));
            if (!isAlone || !identity.getConflicts().isEmpty()) {
                said.put(
                        identity.getRef(),
                        List.of(
                                List.copyOf(identity.getSpells()),
                                identity.getMembers().stream().map(World::brief).toList(),
                                identity.getConflicts().stream().map(World::brief).toList()));
            }
        }
        return said;
    }

    private static List<Object> brief(Member member) {
        return Arrays.asList(
                member.getRef(), member.getSince(), member.getUntil(), member.getSource());
    }

    private static List<Object> brief(Conflict conflict) {
        return List.of(conflict.getWith(), conflict.getReason(), conflict.getSource());
    }
}
