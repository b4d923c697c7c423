package io.telltale.localstack.check.streams;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.localstack.check.providers.ProviderFamilies;
import io.telltale.localstack.check.report.Comparison;
import io.telltale.localstack.check.report.FamilyResult;
import io.telltale.localstack.check.report.RunResult;
import io.telltale.localstack.check.report.RunResult.Count;
import io.telltale.localstack.check.report.Setting;
import io.telltale.localstack.check.stack.CheckRun;
import io.telltale.localstack.check.stack.CheckStack;
import io.telltale.localstack.check.stack.LedgerLine;
import io.telltale.localstack.check.stack.PipelineQuiescence;
import io.telltale.localstack.check.stack.Simulator;
import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StackStartException;
import io.telltale.recomputation.EventRow;
import io.telltale.recomputation.ExpectedWorld;
import io.telltale.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One run of a check of the streams application. A stack of its own lives with faults everywhere,
 * links are declared and withdrawn, hard events are drawn, and processes are disturbed; when
 * nothing is left to do, its answers are compared.
 *
 * <p>The comparison has two halves: the event and link topics with the simulator's ledger, the
 * drawn events and the declarations; the answers over HTTP with what the recomputation makes of
 * those topics. Our own times are on the topics only; so is which reading of a status was ours.
 */
public final class StreamsRun implements CheckRun {

    private static final double FAULT_RATE = 0.1;
    private static final String PART = "check";
    private static final int ASKING = 4;
    private static final int SHOWN_EVERY = 500;

    /** A history is asked for until 2 min ago, and again a minute after it was asked. */
    private static final Duration HISTORY_ASKED = Duration.ofMinutes(4);

    private final Setting setting;
    private final CheckStack stack;
    private final Disturbance disturbance;
    private final Progress progress;

    /**
     * A run that has not begun.
     *
     * @param stack not started yet
     */
    public StreamsRun(
            Setting setting, CheckStack stack, Disturbance disturbance, Progress progress) {
        this.setting = setting;
        this.stack = stack;
        this.disturbance = disturbance;
        this.progress = progress;
    }

    @Override
    public RunResult run() throws StackStartException, IOException, InterruptedException {
        return stack.use(setting.seed(), setting.life(), this::disturbed);
    }

    private RunResult disturbed(LocalStack services, JsonNode fleet)
            throws IOException, InterruptedException, StackStartException {
        var simulator = stack.simulator();
        var pollers = stack.pollers(Optional.empty());
        pollers.poll(fleet);
        var live = live(services, simulator);
        var declarations = live.declarations();
        progress.line(PART, "no more faults; waiting until nothing is left to do");
        var topic = stack.topic();
        var complete = simulator.endsAt().plus(HISTORY_ASKED);
        var reads = new StreamsReads(stack.streams());
        var isQuiet =
                new PipelineQuiescence(simulator, pollers, topic, complete, progress).await()
                        && new StreamsQuiescence(topic, reads, progress).await();
        progress.line(PART, "working out what has to be answered");
        var state = simulator.state();
        var answered = new ArrayList<FamilyResult>();
        var linkRecords = topic.records(Topics.DEVICE_LINK.name());
        answered.add(links(declarations, EventRows.declarations(linkRecords)));
        var rows = EventRows.of(topic);
        answered.add(drawn(live.drawn(), rows));
        var links = EventRows.links(linkRecords);
        var world = new ExpectedWorld(links, rows, Instant.now());
        var devices = new DeviceComparison(world, reads);
        var campaigns = new CampaignComparison(world, reads, reported(state));
        compare(world, unknown(declarations, world), devices, campaigns);
        answered.addAll(new DeviceListComparison(world.devices().keySet()).results(reads, topic));
        answered.addAll(devices.results());
        answered.addAll(campaigns.results());
        new ProviderFamilies(simulator, topic, DrawnEvents.ACCOUNT)
                .compare()
                .forEach(family -> answered.add(family.named("topics " + family.family())));
        var findings = disturbance.findings(topic);
        answered.addAll(findings.families());
        var counts =
                new ArrayList<>(
                        List.of(
                                Count.shown("refs", "refs asked for", world.refs().size()),
                                Count.fault(
                                        "queueLeft",
                                        "messages left in the queue",
                                        simulator.queued()),
                                Count.fault(
                                        "deadLetters",
                                        "dead letters",
                                        topic.count(Topics.DEAD_LETTER))));
        counts.addAll(findings.counts());
        return new RunResult(setting, answered, counts, isQuiet);
    }

    /**
     * What was put in.
     *
     * @param declarations the last of each pair of refs
     * @param drawn ids of the drawn events
     */
    private record Input(List<LinkDeclaration> declarations, Set<String> drawn) {}

    /** The fleet's life, with everything that goes wrong in it. */
    private Input live(LocalStack services, Simulator simulator)
            throws IOException, InterruptedException, StackStartException {
        var refs = FleetRefs.of(simulator.devices(), DrawnFleet.devices());
        var steps = new DeclaredLinkPlan(setting.seed(), refs, simulator.bornAt()).steps();
        var events = drawnEvents(refs);
        simulator.faults(FAULT_RATE);
        progress.line(PART, "every fault at 10 %% for %s".formatted(setting.life()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var declared =
                    threads.submit(() ->
                            new IdentityApi(stack.poller(), progress).send(steps, setting.life()));
            var drawn =
                    threads.submit(() ->
                            new EventFeed(stack.bootstrapServers(), stack.registry(), progress)
                                    .publish(events));
            try {
                disturbance.during(services, refs);
                return new Input(result(declared), result(drawn));
            } finally {
                declared.cancel(true);
                drawn.cancel(true);
                simulator.faults(0);
            }
        }
    }

    private List<DrawnEvents.Drawn> drawnEvents(FleetRefs refs) {
        var all =
                new DrawnEvents(setting.seed(), refs.imeis(), Instant.now(), drawnLife()).events();
        return IntStream.range(0, all.size())
                .filter(number -> number % stack.drawnOneIn() == 0)
                .mapToObj(all::get)
                .toList();
    }

    /** All are published before the last kill. */
    private Duration drawnLife() {
        return setting.life().multipliedBy(9).dividedBy(10);
    }

    private static <T> T result(Future<T> future) throws StackStartException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new StackStartException("Something of the check failed: " + e.getCause());
        }
    }

    /** Every drawn event is on its topic, and no other of its account. */
    private static FamilyResult drawn(Set<String> published, Collection<EventRow> rows) {
        var found =
                rows.stream()
                        .filter(row -> row.account().equals(DrawnEvents.ACCOUNT))
                        .map(EventRow::eventId)
                        .collect(Collectors.toSet());
        var comparison = new Comparison("drawn-events");
        comparison.count(published.size(), found.size());
        published.stream()
                .filter(id -> !found.contains(id))
                .forEach(id -> comparison.missing(() -> id));
        found.stream()
                .filter(id -> !published.contains(id))
                .forEach(id -> comparison.invented(() -> id));
        return comparison.result();
    }

    private static FamilyResult links(
            Collection<LinkDeclaration> declarations, Map<List<String>, LinkDeclaration> found) {
        var links = new Comparison("links");
        links.count(declarations.size(), found.size());
        var pairs = new HashSet<List<String>>();
        for (var declaration : declarations) {
            pairs.add(declaration.pair());
            var there = found.get(declaration.pair());
            if (there == null) {
                links.missing(declaration::toString);
            } else if (!there.equals(declaration)) {
                links.different(() -> "expected %s, was %s".formatted(declaration, there));
            }
        }
        found.keySet().stream()
                .filter(pair -> !pairs.contains(pair))
                .forEach(pair -> links.invented(pair::toString));
        return links.result();
    }

    /** How many devices each campaign of ThingSpace has at its provider. */
    private static Map<String, Long> reported(List<LedgerLine> state) {
        return state.stream()
                .filter(line -> line.system().equals("thingspace-campaign"))
                .collect(
                        Collectors.groupingBy(
                                line ->
                                        line.account()
                                                + ":"
                                                + line.fact().path("campaignId").asText(),
                                TreeMap::new,
                                Collectors.counting()));
    }

    /** Refs that were named, and are of no device. */
    private static List<String> unknown(
            Collection<LinkDeclaration> declarations, ExpectedWorld world) {
        var refs = new TreeSet<>(world.named());
        declarations.forEach(declaration -> refs.addAll(declaration.pair()));
        refs.removeAll(world.refs());
        return List.copyOf(refs);
    }

    private void compare(
            ExpectedWorld world,
            List<String> unknown,
            DeviceComparison devices,
            CampaignComparison campaigns)
            throws InterruptedException, StackStartException {
        var work = new ArrayList<Callable<Void>>();
        world.devices()
                .forEach((key, refs) ->
                        work.add(() -> {
                            devices.compare(key, refs);
                            return null;
                        }));
        unknown.forEach(ref ->
                work.add(() -> {
                    devices.compareUnknown(ref);
                    return null;
                }));
        world.campaigns()
                .values()
                .forEach(campaign ->
                        work.add(() -> {
                            campaigns.compare(campaign);
                            return null;
                        }));
        var done = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(ASKING)) {
            var all =
                    work.stream()
                            .map(each ->
                                    threads.submit(() -> {
                                        each.call();
                                        shown(done.incrementAndGet(), work.size());
                                        return null;
                                    }))
                            .toList();
            try {
                for (var each : all) {
                    result(each);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private void shown(int done, int all) {
        if (done % SHOWN_EVERY == 0 || done == all) {
            progress.line(PART, "%d of %d devices and campaigns compared".formatted(done, all));
        }
    }

    @Override
    public void stop() {
        stack.stop();
    }
}
