package io.telltale.localstack.check;

import io.telltale.schemas.topic.Topics;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;

/** Compares the ledger and what would be told now with the topics, family by family. */
final class Families {

    private static final String CAMPAIGN = "thingspace-campaign";
    private static final String QUEUE = "thingspace-sms-queue";
    private static final String HISTORY = "thingspace-sms-history";
    private static final String POLL = "POLL";
    private static final String CALLBACK = "CALLBACK";

    private final List<GenericRecord> statuses;
    private final List<GenericRecord> messages;
    private final List<Told> ledger;
    private final List<Told> state;

    /** The topics are read first: whatever is on them then, the ledger has. */
    Families(Simulator simulator, Topic topic) throws IOException {
        this.statuses = topic.records(Topics.DEVICE_STATUS.name());
        this.messages = topic.records(Topics.DEVICE_SMS.name());
        this.ledger = simulator.ledger();
        this.state = simulator.state();
    }

    List<FamilyResult> compare() {
        return Stream.concat(Stream.of("v2", "v3").map(this::campaigns), messages()).toList();
    }

    /** All campaigns of one version of the API. */
    private FamilyResult campaigns(String api) {
        Predicate<Told> ofApi =
                line ->
                        line.system().equals(CAMPAIGN)
                                && line.fact().path("api").asText().equals(api);
        var told = ledger.stream().filter(ofApi).toList();
        var campaigns =
                told.stream()
                        .map(line -> StatusFact.subject(line.account(), line.fact()).campaign())
                        .collect(Collectors.toSet());
        return new CampaignComparison(
                        "campaign-" + api, told, state.stream().filter(ofApi).toList())
                .compare(
                        statuses.stream()
                                .filter(event -> Topic.text(event, "provider").equals("THINGSPACE"))
                                .filter(event ->
                                        campaigns.contains(StatusFact.subject(event).campaign()))
                                .toList());
    }

    private Stream<FamilyResult> messages() {
        var queue = lines(QUEUE, POLL);
        var live = lines(QUEUE, CALLBACK);
        var history = lines(HISTORY, CALLBACK);
        return Stream.of(
                new SmsComparison("sms-queue", true)
                        .compare(
                                queued(queue.stream().filter(Told::acknowledged).toList()),
                                queued(queue),
                                of(messages, POLL)),
                new SmsComparison("sms-live", false)
                        .compare(
                                queued(live.stream().filter(Told::acknowledged).toList()),
                                queued(live),
                                of(messages, CALLBACK)),
                new SmsComparison("sms-history", false)
                        .compare(
                                historic(
                                        state.stream()
                                                .filter(line -> line.system().equals(HISTORY))
                                                .toList()),
                                historic(history),
                                of(messages, "HISTORY")));
    }

    private List<Told> lines(String system, String channel) {
        return ledger.stream()
                .filter(line -> line.system().equals(system) && line.channel().equals(channel))
                .toList();
    }

    private static List<GenericRecord> of(List<GenericRecord> events, String channel) {
        return events.stream()
                .filter(event -> Topic.text(event, "channel").equals(channel))
                .toList();
    }

    private static Collection<SmsFact> queued(List<Told> lines) {
        return lines.stream().map(line -> SmsFact.queued(line.account(), line.fact())).toList();
    }

    private static Collection<SmsFact> historic(List<Told> lines) {
        return lines.stream().map(line -> SmsFact.historic(line.account(), line.fact())).toList();
    }
}
