package io.telltale.localstack.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.localstack.expected.Link;
import io.telltale.localstack.expected.Row;
import io.telltale.localstack.expected.World;
import io.telltale.localstack.plan.CheckPlan.Checked;
import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.Refusal;
import io.telltale.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The run of the check of the streams application: a stack of its own lives with faults everywhere,
 * people say who is who, the streams application is killed again and again; then everything comes
 * to rest, and what is answered is compared.
 *
 * <p>The comparison has two halves: what is on the event and link topics with what the simulator
 * told and what was declared, and what is answered over HTTP with what the recomputation makes of
 * those topics. Our own times are on the topics only; so is which reading of a status was ours.
 */
final class StreamsRun {

    private static final double FAULT_RATE = 0.1;
    private static final String PART = "check";
    private static final int ASKING = 4;
    private static final int SHOWN_EVERY = 500;

    /** A history is asked for until 2 min ago, and again a minute after it was asked. */
    private static final Duration HISTORY_ASKED = Duration.ofMinutes(4);

    private final Setting setting;
    private final CheckStack stack;
    private final Progress progress;

    /**
     * A run that has not begun.
     *
     * @param root the checkout
     * @param services the checkout whose services are checked
     * @param folder where data and logs go; what an earlier check left there is removed
     */
    StreamsRun(Setting setting, Path root, Path services, Path folder, Progress progress) {
        this.setting = setting;
        this.stack = new CheckStack(root, services, folder, 1, Checked.STREAMS, progress);
        this.progress = progress;
    }

    /**
     * Runs it.
     *
     * @throws Refusal if it could not be run
     */
    StreamsResult run() throws Refusal, IOException, InterruptedException {
        return stack.use(setting.seed(), setting.life(), this::disturbed);
    }

    private StreamsResult disturbed(LocalStack services, JsonNode fleet)
            throws IOException, InterruptedException, Refusal {
        var simulator = stack.simulator();
        var pollers = new Pollers(stack.poller());
        pollers.poll(fleet);
        var claims = live(services, simulator);
        progress.line(PART, "no more faults; waiting until nothing is left to do");
        var topic = stack.topic();
        var told = simulator.endsAt().plus(HISTORY_ASKED);
        var reads = new StreamsReads(stack.streams());
        var rested =
                new Rest(simulator, pollers, topic, told, progress).await()
                        && new StreamsRest(topic, reads, progress).await();
        progress.line(PART, "working out what has to be answered");
        var state = simulator.state();
        var answered = new ArrayList<Comparison.Result>();
        var linkRecords = topic.records(Topics.DEVICE_LINK.name());
        answered.add(links(claims, EventRows.claims(linkRecords)));
        var rows = EventRows.of(topic);
        var links = EventRows.links(linkRecords);
        var world = new World(links, rows, Instant.now());
        var refs = world.refs().size();
        var devices = new DeviceComparison(world, reads);
        var campaigns = new CampaignComparison(world, reads, reported(state));
        compare(world, unknown(claims, rows, links), devices, campaigns);
        answered.addAll(devices.results());
        answered.addAll(campaigns.results());
        return new StreamsResult(
                setting,
                new Families(simulator, topic).compare(),
                answered,
                refs,
                simulator.queued(),
                topic.count(Topics.DEAD_LETTER),
                rested);
    }

    /** The fleet's life, with everything that goes wrong in it; answers what people said last. */
    private List<Claim> live(LocalStack services, Simulator simulator)
            throws IOException, InterruptedException, Refusal {
        var plan =
                new ClaimPlan(
                        setting.seed(), FleetRefs.of(simulator.devices()), simulator.bornAt());
        var steps = plan.steps();
        simulator.faults(FAULT_RATE);
        progress.line(PART, "every fault at 10 %% for %s".formatted(setting.life()));
        try (var team = Executors.newVirtualThreadPerTaskExecutor()) {
            var said =
                    team.submit(() ->
                            new FleetTeam(stack.poller(), progress).say(steps, setting.life()));
            try {
                new Disturber(services, stack.instances(), progress)
                        .during(setting.life(), setting.kills());
                return result(said);
            } finally {
                said.cancel(true);
                simulator.faults(0);
            }
        }
    }

    private static <T> T result(Future<T> future) throws Refusal, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new Refusal("Something of the check failed: " + e.getCause());
        }
    }

    private static Comparison.Result links(
            Collection<Claim> claims, Map<List<String>, Claim> found) {
        var links = new Comparison("links");
        links.count(claims.size(), found.size());
        var pairs = new HashSet<List<String>>();
        for (var claim : claims) {
            pairs.add(claim.pair());
            var there = found.get(claim.pair());
            if (there == null) {
                links.missing(claim::toString);
            } else if (!there.equals(claim)) {
                links.different(() -> "expected %s, was %s".formatted(claim, there));
            }
        }
        found.keySet().stream()
                .filter(pair -> !pairs.contains(pair))
                .forEach(pair -> links.invented(pair::toString));
        return links.result();
    }

    /** How many devices each campaign of ThingSpace has at its provider. */
    private static Map<String, Long> reported(List<Told> state) {
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

    /** Refs that only withdrawn links name. */
    private static List<String> unknown(
            Collection<Claim> claims, Collection<Row> rows, Collection<Link> links) {
        var refs = new HashSet<String>();
        claims.forEach(claim -> refs.addAll(claim.pair()));
        rows.forEach(row -> row.refs().forEach(refs::remove));
        links.forEach(link -> {
            refs.remove(link.one());
            refs.remove(link.other());
        });
        return refs.stream().sorted().toList();
    }

    private void compare(
            World world,
            List<String> unknown,
            DeviceComparison devices,
            CampaignComparison campaigns)
            throws InterruptedException, Refusal {
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

    /** Leaves no process, whoever asks. */
    void stop() {
        stack.stop();
    }
}
