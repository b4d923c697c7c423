package io.telltale.benchmarks;

import io.telltale.benchmarks.measure.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures for people, a table for each run, with what must be reached and whether it was. */
final class FigureTable {

    private static final double EVENTS_PER_SECOND = 40_000;
    private static final double RATIO_TO_PLAIN = 0.3;
    private static final double P99_MILLIS = 5;
    private static final double GROWTH = 1.2;

    private final List<Figures> runs;

    /** A table of these runs, the one with the fewest devices first. */
    FigureTable(List<Figures> runs) {
        this.runs = List.copyOf(runs);
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        for (var run : runs) {
            lines.add("");
            lines.addAll(of(run));
        }
        if (runs.size() > 1) {
            lines.add("");
            lines.add(growth(runs.getFirst(), runs.getLast()));
        }
        return lines;
    }

    private static List<String> of(Figures run) {
        var plan = run.plan();
        var backlog = run.backlog();
        var reads = run.reads();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d devices, %,d events, seed %d, %d partitions, heap %d MiB, load at the start %.1f",
                        plan.devices(),
                        plan.events(),
                        plan.seed(),
                        plan.partitions(),
                        plan.heapMib(),
                        run.load()),
                line(
                        "learning, from the start of the process",
                        "%,.0f events/s",
                        run.learning().perSecond()),
                line("plain consumer", "%,.0f events/s", run.plainEventsPerSecond()),
                atLeast("streams-app", "%,.0f events/s", backlog.perSecond(), EVENTS_PER_SECOND),
                atLeast("ratio to the plain consumer", "%.2f", run.ratioToPlain(), RATIO_TO_PLAIN),
                line("processor time of streams-app", "%.1f µs an event", backlog.appCpuMicros()),
                line("processor time of the broker", "%.1f µs an event", backlog.brokerCpuMicros()),
                line("point reads", "%,.0f a second", reads.perSecond()),
                line("point read p50", "%.2f ms", reads.p50()),
                atMost("point read p99", "%.2f ms", reads.p99(), P99_MILLIS),
                line("point read p99.9", "%.2f ms", reads.p999()),
                line("point read longest", "%.2f ms", reads.most()));
    }

    private static String growth(Figures few, Figures many) {
        var what =
                String.format(
                        Locale.ROOT,
                        "time per event, %,d to %,d devices",
                        few.plan().devices(),
                        many.plan().devices());
        var factor = few.backlog().perSecond() / many.backlog().perSecond();
        return atMost(what, "× %.2f", factor, GROWTH);
    }

    private static String line(String what, String format, double value) {
        return String.format(
                Locale.ROOT, "  %-46s %s", what, String.format(Locale.ROOT, format, value));
    }

    private static String atLeast(String what, String format, double value, double target) {
        return judged(what, format, value, "at least", target, value >= target);
    }

    private static String atMost(String what, String format, double value, double target) {
        return judged(what, format, value, "at most", target, value <= target);
    }

    private static String judged(
            String what, String format, double value, String side, double target, boolean isMet) {
        return String.format(
                Locale.ROOT,
                "%-70s %s %s: %s",
                line(what, format, value),
                side,
                String.format(Locale.ROOT, format, target),
                isMet ? "met" : "missed");
    }
}
