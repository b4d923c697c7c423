package io.telltale.localstack.check.cluster;

import static java.util.Objects.requireNonNull;

import io.telltale.localstack.check.report.Comparison;
import io.telltale.localstack.check.report.FamilyResult;
import io.telltale.localstack.check.report.RunResult.Count;
import io.telltale.localstack.run.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Judges the answers of a run, and counts what was missed. */
final class ReadResults {

    private static final int SHOWN_EVERY = 5_000;

    /** What was known for so long cannot have been on its way. */
    private static final Duration LONG_KNOWN = Duration.ofSeconds(5);

    private final AnswerJudge judge;
    private final Availability availability;
    private final Progress progress;
    private final Map<ReadKind, Comparison> kinds = new EnumMap<>(ReadKind.class);
    private long read;
    private long open;

    ReadResults(AnswerJudge judge, Availability availability, Progress progress) {
        this.judge = judge;
        this.availability = availability;
        this.progress = progress;
        Stream.of(ReadKind.values())
                .forEach(kind -> kinds.put(kind, new Comparison("read " + kind)));
    }

    /** Judges all of them. */
    void addAll(AnswerLog log) throws IOException {
        log.each(this::add);
    }

    private void add(ReadAnswer answer) {
        if (++read % SHOWN_EVERY == 0) {
            progress.line("reads", read + " answers compared");
        }
        availability.add(answer, judge.isKnown(answer.read(), answer.sentAt().minus(LONG_KNOWN)));
        if (answer.isAnswered()) {
            compare(answer);
        }
    }

    private void compare(ReadAnswer answer) {
        var kind = requireNonNull(kinds.get(answer.read().kind()));
        switch (judge.judge(answer)) {
            case Verdict.Right _ -> kind.count(1, 1);
            case Verdict.Wrong(var what) -> {
                kind.count(1, 1);
                kind.different(() -> "%s: %s".formatted(answer, what));
            }
            case Verdict.Open _ -> open++;
        }
    }

    List<FamilyResult> families() {
        return kinds.values().stream().map(Comparison::result).toList();
    }

    List<Count> counts() {
        var counts = new ArrayList<>(availability.counts());
        counts.add(
                Count.shown(
                        "readsOpen",
                        "answers that many records may have made, not compared",
                        open));
        return counts;
    }
}
