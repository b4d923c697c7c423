package io.telltale.benchmarks;

import io.telltale.benchmarks.database.DatabaseRun;
import io.telltale.benchmarks.measure.Figures;
import io.telltale.benchmarks.measure.Figures.Latencies;
import io.telltale.benchmarks.measure.Figures.Worked;
import io.telltale.benchmarks.process.ThreadUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures for people, a table for each run, with what must be reached and whether it was. */
final class FigureTable {

    private static final int DIFFERENCES_SHOWN = 20;

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
            lines.addAll(growth(runs.getFirst(), runs.getLast()));
        }
        return lines;
    }

    private static List<String> of(Figures run) {
        var lines = new ArrayList<String>();
        lines.addAll(heading(run));
        lines.add(
                atLeast(
                        "introducing devices, from RUNNING on",
                        "%,.0f events/s",
                        run.introduction().perSecond(),
                        Targets.INTRODUCED_PER_SECOND));
        lines.add(
                line(
                        "  processor time of streams-app",
                        "%.1f µs an event",
                        run.introduction().micros(run.introduction().app().total())));
        lines.add(line("plain consumer", "%,.0f events/s", run.plainEventsPerSecond()));
        lines.add(
                atLeast(
                        "streams-app, until all outboxes are empty",
                        "%,.0f events/s",
                        run.backlog().perSecond(),
                        Targets.EVENTS_PER_SECOND));
        lines.add(
                atLeast(
                        "of what the plain consumer reads",
                        "%.3f",
                        run.ratioToPlain(),
                        Targets.RATIO_TO_PLAIN));
        lines.addAll(processor(run));
        lines.addAll(records(run.backlog()));
        lines.add(
                atMost(
                        "the same at a paced 1,000 events/s",
                        "%.2f an event",
                        run.pacedRecordsPerEvent(),
                        Targets.PACED_RECORDS_PER_EVENT));
        lines.addAll(memory(run));
        lines.addAll(reads(run.reads()));
        lines.addAll(freshness(run.freshness()));
        lines.addAll(restart(run));
        run.against().ifPresent(against -> lines.addAll(against(run, against)));
        lines.addAll(answers(run));
        return lines;
    }

    private static List<String> heading(Figures run) {
        var plan = run.plan();
        var mix = run.mix();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d devices, %,d events (the first quarter warms up), seed %d, %d partitions, %d × streams-app with %,d MiB",
                        plan.devices(),
                        plan.events(),
                        plan.seed(),
                        plan.partitions(),
                        plan.instances(),
                        plan.memoryOfEachMib()),
                String.format(
                        Locale.ROOT,
                        "load %.1f at the begin, a fixed piece of work took %,d µs of processor time",
                        run.machine().load(),
                        run.machine().calibrationMicros()),
                String.format(
                        Locale.ROOT,
                        "mix: %.1f h of 20 events a device and day, %.2f refs an event, %.0f %% late (over 1 h), 3 %% repeats,",
                        mix.span().toMinutes() / 60.0,
                        mix.refsPerEvent(),
                        100 * mix.late()),
                String.format(
                        Locale.ROOT,
                        "     5 %% of SIMs move a day, 30 %% of SMS on two channels and under two refs, 1 %% of devices with %,.0f rows each",
                        mix.busyRows()));
    }

    private static List<String> processor(Figures run) {
        var backlog = run.backlog();
        var lines = new ArrayList<String>();
        lines.add(
                atMost(
                        "processor time of streams-app",
                        "%.1f µs an event",
                        backlog.micros(backlog.app().total()),
                        Targets.APP_MICROS));
        for (var group : ThreadUse.values()) {
            lines.add(
                    line(
                            "  " + group.label(),
                            "%.1f µs an event",
                            backlog.micros(backlog.app().of(group))));
        }
        lines.add(
                atMost(
                        "processor time of the broker",
                        "%.1f µs an event",
                        backlog.micros(backlog.broker().total()),
                        Targets.BROKER_MICROS));
        return lines;
    }

    private static List<String> records(Worked backlog) {
        var lines = new ArrayList<String>();
        lines.add(
                atMost(
                        "records that streams-app's producers sent",
                        "%.2f an event",
                        backlog.recordsPerEvent(),
                        Targets.RECORDS_PER_EVENT));
        backlog.records().entrySet().stream()
                .filter(topic -> topic.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .forEach(topic ->
                        lines.add(
                                line(
                                        "  " + topic.getKey(),
                                        "%.3f an event",
                                        (double) topic.getValue() / backlog.events())));
        return lines;
    }

    private static List<String> memory(Figures run) {
        return List.of(
                atMost(
                        "largest resident size of streams-app",
                        "%,.0f MiB",
                        (double) run.residentMib(),
                        run.plan().memoryOfEachMib()));
    }

    private static List<String> reads(Figures.Reads reads) {
        var latencies = reads.latencies();
        var ofPartitions = reads.ofPartitions();
        return List.of(
                atMost("point read", "%.0f µs", reads.micros(), Targets.READ_MICROS),
                line("constant of the same server", "%.0f µs", reads.constantMicros()),
                atLeast("  constant to point read", "%.2f", reads.ratio(), Targets.READ_RATIO),
                line("point reads reached", "%,.0f a second", latencies.perSecond()),
                line("point read p50", "%.2f ms", latencies.p50()),
                atMost("point read p99", "%.2f ms", latencies.p99(), Targets.READ_P99_MILLIS),
                line("point read longest", "%.2f ms", latencies.most()),
                line("partitions read of another instance", "%.3f", ofPartitions.remoteShare()),
                line("  p99 of those", "%.2f ms", ofPartitions.remote().p99Millis()),
                line("  p99 of the instance's own", "%.2f ms", ofPartitions.local().p99Millis()));
    }

    private static List<String> freshness(Figures.Freshness freshness) {
        var lines = new ArrayList<String>();
        lines.addAll(untilSeen("its row", freshness.row(), Targets.ROW_SECONDS));
        lines.addAll(untilSeen("its device's state", freshness.state(), Targets.STATE_SECONDS));
        lines.addAll(untilSeen("device by a new alias", freshness.alias(), Targets.ALIAS_SECONDS));
        return lines;
    }

    private static List<String> untilSeen(String what, Latencies times, Targets target) {
        return List.of(
                line("event → " + what + ", 1,000 events/s, p50", "%.2f s", times.p50() / 1_000),
                atMost("event → " + what + ", p99", "%.2f s", times.p99() / 1_000, target));
    }

    private static List<String> restart(Figures run) {
        var restarted = run.restarted();
        return List.of(
                atMost(
                        "kill -9 → first right answer",
                        "%.1f s",
                        restarted.untilAnswer().toMillis() / 1_000.0,
                        Targets.RESTART_SECONDS),
                line("  records restored", "%,.0f", (double) restarted.restored()),
                line("point read p50 from ready on", "%.2f ms", run.readsWhenReady().p50()),
                atMost(
                        "point read p99 from ready on",
                        "%.2f ms",
                        run.readsWhenReady().p99(),
                        Targets.READ_P99_MILLIS));
    }

    private static List<String> against(Figures run, Figures.Against against) {
        var lines = new ArrayList<String>();
        lines.addAll(
                against(
                        run,
                        "one consumer with PostgreSQL",
                        against.database(),
                        Targets.AGAINST_RATIO));
        lines.addAll(
                against(
                        run,
                        "the same, timeline and states to topics",
                        against.withTopics(),
                        Targets.AGAINST_TOPICS_RATIO));
        return lines;
    }

    private static List<String> against(
            Figures run, String what, DatabaseRun.Worked other, Targets target) {
        return List.of(
                line(what, "%,.0f events/s", other.perSecond()),
                line(
                        "  processor time of its thread",
                        "%.1f µs an event",
                        other.micros(other.consumer())),
                line(
                        "  processor time of PostgreSQL",
                        "%.1f µs an event",
                        other.micros(other.database())),
                atLeast(
                        "  streams-app against it",
                        "%.2f",
                        run.backlog().perSecond() / other.perSecond(),
                        target));
    }

    private static List<String> answers(Figures run) {
        var differences = run.answers().differences();
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %,d devices drawn by chance, compared with a recomputation: %s",
                        run.answers().compared(),
                        differences.isEmpty()
                                ? "all right"
                                : "%,d DIFFERENCES, so no figure counts"
                                        .formatted(differences.size())));
        differences.stream()
                .limit(DIFFERENCES_SHOWN)
                .map(each -> "    " + each)
                .forEach(lines::add);
        return lines;
    }

    private static List<String> growth(Figures few, Figures many) {
        var sizes =
                String.format(
                        Locale.ROOT,
                        "%,d to %,d devices",
                        few.plan().devices(),
                        many.plan().devices());
        return List.of(
                line(
                        "processor time per event, " + sizes,
                        "× %.2f",
                        many.backlog().micros(many.backlog().app().total())
                                / few.backlog().micros(few.backlog().app().total())),
                atMost(
                        "time per event, " + sizes,
                        "× %.2f",
                        few.backlog().perSecond() / many.backlog().perSecond(),
                        Targets.GROWTH));
    }

    private static String line(String what, String format, double value) {
        return String.format(
                Locale.ROOT, "  %-46s %s", what, String.format(Locale.ROOT, format, value));
    }

    private static String atLeast(String what, String format, double value, Targets target) {
        return judged(
                what,
                format,
                value,
                "at least",
                target,
                value >= target.must(),
                value >= target.goal());
    }

    private static String atMost(String what, String format, double value, Targets target) {
        return judged(
                what,
                format,
                value,
                "at most",
                target,
                value <= target.must(),
                value <= target.goal());
    }

    private static String atMost(String what, String format, double value, double most) {
        return String.format(
                Locale.ROOT,
                "%-72s at most %s: %s",
                line(what, format, value),
                String.format(Locale.ROOT, format, most),
                value <= most ? "met" : "missed");
    }

    private static String judged(
            String what,
            String format,
            double value,
            String side,
            Targets target,
            boolean isMet,
            boolean isGoalMet) {
        return String.format(
                Locale.ROOT,
                "%-72s %s %s: %s",
                line(what, format, value),
                side,
                String.format(Locale.ROOT, format, target.must()),
                isGoalMet
                        ? "met, and the goal of "
                                + String.format(Locale.ROOT, format, target.goal())
                        : isMet ? "met" : "missed");
    }
}
