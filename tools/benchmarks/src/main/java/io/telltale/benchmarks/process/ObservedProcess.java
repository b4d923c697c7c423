package io.telltale.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A process seen from outside. Linux forgets threads that have ended, so what such a thread had
 * used when it was last seen stays with its group, and the rest of it goes to {@link
 * ThreadUse#REST}. Where there is no {@code /proc}, everything is of that group. Not for several
 * threads.
 */
public final class ObservedProcess {

    private static final Duration TICK = Duration.ofMillis(10);
    private static final String PEAK = "VmHWM:";

    private final ProcessHandle handle;
    private final Path folder;
    private final Map<String, ThreadStat> threads = new HashMap<>();

    /** A process that runs. */
    public ObservedProcess(ProcessHandle handle) {
        this.handle = handle;
        this.folder = Path.of("/proc", Long.toString(handle.pid()));
    }

    /** Processor time since its start. */
    public ProcessorTimes times() {
        var byGroup = new EnumMap<ThreadUse, Duration>(ThreadUse.class);
        try {
            var total = ThreadStat.parse(Files.readString(folder.resolve("stat"))).ticks();
            look();
            var rest = total;
            for (var thread : threads.values()) {
                var group = ThreadUse.of(thread.name());
                if (group != ThreadUse.REST) {
                    byGroup.merge(group, TICK.multipliedBy(thread.ticks()), Duration::plus);
                    rest -= thread.ticks();
                }
            }
            byGroup.put(ThreadUse.REST, TICK.multipliedBy(Math.max(0, rest)));
        } catch (IOException e) { // no Linux, or it ended
            byGroup.put(ThreadUse.REST, handle.info().totalCpuDuration().orElse(Duration.ZERO));
        }
        return new ProcessorTimes(byGroup);
    }

    private void look() throws IOException {
        try (var folders = Files.newDirectoryStream(folder.resolve("task"))) {
            for (var thread : folders) {
                try {
                    threads.put(
                            thread.getFileName().toString(),
                            ThreadStat.parse(Files.readString(thread.resolve("stat"))));
                } catch (IOException e) {
                    // it has ended meanwhile
                }
            }
        }
    }

    /** Largest resident size since its start in MiB; empty where the system does not report it. */
    public OptionalLong peakMib() {
        try (var lines = Files.lines(folder.resolve("status"))) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .map(line -> line.substring(PEAK.length()).strip().split(" ", -1)[0])
                    .mapToLong(kib -> Long.parseLong(kib) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
