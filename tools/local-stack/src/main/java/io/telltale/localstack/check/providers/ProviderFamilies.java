package io.telltale.localstack.check.providers;

import io.telltale.localstack.check.report.FamilyResult;
import io.telltale.localstack.check.stack.LedgerLine;
import io.telltale.localstack.check.stack.PlainTopicReader;
import io.telltale.localstack.check.stack.Simulator;
import io.telltale.schemas.topic.Topics;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;

/** Compares the ledger and the state of the simulator with the topics, family by family. */
public final class ProviderFamilies {

    private static final String CAMPAIGN = "thingspace-campaign";
    private static final String QUEUE = "thingspace-sms-queue";
    private static final String HISTORY = "thingspace-sms-history";
    private static final String PUSH = "xtremepush";
    private static final String COMMAND = "graph";
    private static final String RESPONSE = "graph-response";
    private static final String POLL = "POLL";
    private static final String CALLBACK = "CALLBACK";

    private final List<GenericRecord> statuses;
    private final List<GenericRecord> messages;
    private final List<GenericRecord> pushes;
    private final List<LedgerLine> ledger;
    private final List<LedgerLine> state;

    /**
     * Reads the topics first: whatever is on them then, the ledger has.
     *
     * @param drawnAccount account of events that are of no provider; they are left out
     */
    public ProviderFamilies(Simulator simulator, PlainTopicReader topic, String drawnAccount)
            throws IOException {
        this.statuses = provided(topic.records(Topics.DEVICE_STATUS.name()), drawnAccount);
        this.messages = provided(topic.records(Topics.DEVICE_SMS.name()), drawnAccount);
        this.pushes = topic.records(Topics.DEVICE_PUSH_ACTION.name());
        this.ledger = simulator.ledger();
        this.state = simulator.state();
    }

    private static List<GenericRecord> provided(List<GenericRecord> records, String drawnAccount) {
        return records.stream()
                .filter(event -> !PlainTopicReader.text(event, "account").equals(drawnAccount))
                .toList();
    }

    /** A result per family. */
    public List<FamilyResult> compare() {
        return Stream.of(
                        Stream.of("v2", "v3").map(this::campaigns),
                        messages(),
                        Stream.of(pushes(), commands(), responses()))
                .flatMap(families -> families)
                .toList();
    }

    /** All campaigns of one version of the API. */
    private FamilyResult campaigns(String api) {
        Predicate<LedgerLine> ofApi =
                line ->
                        line.system().equals(CAMPAIGN)
                                && line.fact().path("api").asText().equals(api);
        var ofVersion = ledger.stream().filter(ofApi).toList();
        var campaigns =
                ofVersion.stream()
                        .map(line -> StatusFact.campaignDevice(line).task())
                        .collect(Collectors.toSet());
        return new ReadingComparison(
                        "campaign-" + api,
                        StatusFact::campaignDevice,
                        StatusFact::ofCampaign,
                        ofVersion,
                        state.stream().filter(ofApi).toList())
                .compare(
                        statuses.stream()
                                .filter(event ->
                                        PlainTopicReader.text(event, "provider")
                                                .equals("THINGSPACE"))
                                .filter(event ->
                                        campaigns.contains(StatusFact.subject(event).task()))
                                .toList());
    }

    private FamilyResult pushes() {
        return new FactComparison<>("push-action", true, PushFact::of)
                .compare(
                        of(state, PUSH).stream().map(PushFact::of).toList(),
                        of(ledger, PUSH).stream().map(PushFact::of).toList(),
                        pushes);
    }

    private FamilyResult commands() {
        return new ReadingComparison(
                        "graph-command",
                        StatusFact::commandDevice,
                        StatusFact::ofCommand,
                        of(ledger, COMMAND),
                        of(state, COMMAND))
                .compare(commandEvents());
    }

    private FamilyResult responses() {
        return new FactComparison<>("graph-response", true, ResponseFact::of)
                .compare(
                        of(state, RESPONSE).stream().map(ResponseFact::of).toList(),
                        of(ledger, RESPONSE).stream().map(ResponseFact::of).toList(),
                        commandEvents().stream().filter(ResponseFact::isIn).toList());
    }

    private List<GenericRecord> commandEvents() {
        return statuses.stream()
                .filter(event -> PlainTopicReader.text(event, "provider").equals("GRAPH"))
                .toList();
    }

    private static List<LedgerLine> of(List<LedgerLine> lines, String system) {
        return lines.stream().filter(line -> line.system().equals(system)).toList();
    }

    private Stream<FamilyResult> messages() {
        var queue = lines(QUEUE, POLL);
        var live = lines(QUEUE, CALLBACK);
        var history = lines(HISTORY, CALLBACK);
        return Stream.of(
                new FactComparison<>("sms-queue", true, SmsFact::of)
                        .compare(QueueBlocks.of(queue).knowable(), queued(queue), through(POLL)),
                new FactComparison<>("sms-live", false, SmsFact::of)
                        .compare(
                                queued(live.stream().filter(LedgerLine::acknowledged).toList()),
                                queued(live),
                                through(CALLBACK)),
                new FactComparison<>("sms-history", false, SmsFact::of)
                        .compare(
                                historic(of(state, HISTORY)),
                                historic(history),
                                through("HISTORY")));
    }

    private List<LedgerLine> lines(String system, String channel) {
        return ledger.stream()
                .filter(line -> line.system().equals(system) && line.channel().equals(channel))
                .toList();
    }

    private List<GenericRecord> through(String channel) {
        return messages.stream()
                .filter(event -> PlainTopicReader.text(event, "channel").equals(channel))
                .toList();
    }

    private static Collection<SmsFact> queued(List<LedgerLine> lines) {
        return lines.stream().map(line -> SmsFact.queued(line.account(), line.fact())).toList();
    }

    private static Collection<SmsFact> historic(List<LedgerLine> lines) {
        return lines.stream().map(line -> SmsFact.historic(line.account(), line.fact())).toList();
    }
}
