package io.telltale.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.benchmarks.database.DatabaseRun;
import io.telltale.benchmarks.measure.Figures;
import io.telltale.benchmarks.process.ThreadUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/** Figures of a run for programs. */
final class FigureFile {

    private static final JsonMapper JSON = new JsonMapper();

    private FigureFile() {}

    static void write(Path file, Figures run) throws IOException {
        Files.createDirectories(file.getParent());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json(run));
    }

    static ObjectNode json(Figures run) {
        var backlog = run.backlog();
        var json = JSON.createObjectNode();
        json.put("appMicrosPerEvent", rounded(backlog.micros(backlog.app().total())));
        json.put("brokerMicrosPerEvent", rounded(backlog.micros(backlog.broker().total())));
        json.put("eventsPerSecond", Math.round(backlog.perSecond()));
        json.put("ratioToPlain", rounded(run.ratioToPlain()));
        json.put("introducedPerSecond", Math.round(run.introduction().perSecond()));
        json.put("recordsPerEvent", rounded(backlog.recordsPerEvent()));
        json.put("pacedRecordsPerEvent", rounded(run.pacedRecordsPerEvent()));
        json.put("residentMiB", run.residentMib());
        var read = json.putObject("read");
        read.put("micros", rounded(run.reads().micros()));
        read.put("constantMicros", rounded(run.reads().constantMicros()));
        read.put("ratio", rounded(run.reads().ratio()));
        read.put("p99Millis", rounded(run.reads().latencies().p99()));
        var ofPartitions = run.reads().ofPartitions();
        read.put("remoteShare", rounded(ofPartitions.remoteShare()));
        read.put("remoteP99Millis", rounded(ofPartitions.remote().p99Millis()));
        read.put("localP99Millis", rounded(ofPartitions.local().p99Millis()));
        json.putNull("against");
        run.against()
                .ifPresent(other -> {
                    var against = json.putObject("against");
                    add(against, other.database(), backlog.perSecond());
                    add(against.putObject("withTopics"), other.withTopics(), backlog.perSecond());
                });
        addDetails(json, run);
        return json;
    }

    private static void addDetails(ObjectNode json, Figures run) {
        var backlog = run.backlog();
        json.put("devices", run.plan().devices());
        json.put("events", run.plan().events());
        json.put("seed", run.plan().seed());
        json.put("partitions", run.plan().partitions());
        json.put("instances", run.plan().instances());
        json.put("memoryMiB", run.plan().memoryMib());
        json.put("load", rounded(run.machine().load()));
        json.put("calibrationMicros", run.machine().calibrationMicros());
        json.put("plainEventsPerSecond", Math.round(run.plainEventsPerSecond()));
        var groups = json.putObject("appMicrosByThreads");
        for (var group : ThreadUse.values()) {
            groups.put(group.label(), rounded(backlog.micros(backlog.app().of(group))));
        }
        var records = json.putObject("recordsByTopic");
        new TreeMap<>(backlog.records())
                .forEach((topic, count) ->
                        records.put(topic, rounded((double) count / backlog.events())));
        json.put("p99MillisFromReadyOn", rounded(run.readsWhenReady().p99()));
        var seen = json.putObject("untilSeenMillis");
        add(seen, "row", run.freshness().row());
        add(seen, "state", run.freshness().state());
        add(seen, "alias", run.freshness().alias());
        json.put("restartMillis", run.restarted().untilAnswer().toMillis());
        json.put("restoredRecords", run.restarted().restored());
        json.put("compared", run.answers().compared());
        json.put("differences", run.answers().differences().size());
    }

    private static void add(ObjectNode json, DatabaseRun.Worked other, double perSecond) {
        json.put("eventsPerSecond", Math.round(other.perSecond()));
        json.put("ratio", rounded(perSecond / other.perSecond()));
        json.put("consumerMicros", rounded(other.micros(other.consumer())));
        json.put("databaseMicros", rounded(other.micros(other.database())));
    }

    private static void add(ObjectNode json, String what, Figures.Latencies times) {
        var node = json.putObject(what);
        node.put("p50", rounded(times.p50()));
        node.put("p99", rounded(times.p99()));
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
