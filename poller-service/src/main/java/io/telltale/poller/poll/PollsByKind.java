package io.telltale.poller.poll;

import io.telltale.providers.graph.GraphCommandClient;
import io.telltale.providers.graph.GraphCommandMapper;
import io.telltale.providers.thingspace.ProviderDeviceId;
import io.telltale.providers.thingspace.UnrecognizedId;
import io.telltale.providers.xtremepush.PushDevicesClient;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.ProviderAnswer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Makes what polls a task, by the task's kind. */
public final class PollsByKind implements PartitionPolls {

    /** Brings what was asked for, such as histories. */
    public static final String HISTORY_SERVICE = "DeviceService";

    private final Map<String, ThingSpaceClients> thingSpace;
    private final Map<String, PushDevicesClient> xtremepush;
    private final Map<String, GraphClients> graph;
    private final Function<String, Optional<ProviderAnswer>> answers;
    private final SeenDevices seen;
    private final BiConsumer<String, UnrecognizedId> unfit;
    private final Clock clock;

    /**
     * With the clients of every configured account.
     *
     * @param answers the answer to a request, once its callback came
     * @param seen every device that an event named
     * @param unfit counts ids that were left out, by account
     */
    public PollsByKind(
            Map<String, ThingSpaceClients> thingSpace,
            Map<String, PushDevicesClient> xtremepush,
            Map<String, GraphClients> graph,
            Function<String, Optional<ProviderAnswer>> answers,
            SeenDevices seen,
            BiConsumer<String, UnrecognizedId> unfit,
            Clock clock) {
        this.thingSpace = Map.copyOf(thingSpace);
        this.xtremepush = Map.copyOf(xtremepush);
        this.graph = Map.copyOf(graph);
        this.answers = answers;
        this.seen = seen;
        this.unfit = unfit;
        this.clock = clock;
    }

    /**
     * What polls the task. One that cannot be polled, because its account is not configured here or
     * a parameter is wrong, fails every turn and says so; it holds up no other.
     */
    @Override
    public TaskPoll apply(PollTask task) {
        try {
            return create(task);
        } catch (IllegalArgumentException | DateTimeException e) {
            return fails("BAD_PARAMETER", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<GraphClients> graph(String account) {
        return Optional.ofNullable(graph.get(account));
    }

    private TaskPoll create(PollTask task) {
        return switch (task.getKind()) {
            case THINGSPACE_LISTENER -> of(thingSpace, task, clients -> listener(task, clients));
            case THINGSPACE_CAMPAIGN -> of(thingSpace, task, clients -> campaign(task, clients));
            case THINGSPACE_SMS_QUEUE -> of(thingSpace, task, clients -> queue(task, clients));
            case THINGSPACE_SMS_HISTORY -> of(thingSpace, task, clients -> history(task, clients));
            case XTREMEPUSH_PUSH_DEVICES ->
                    of(xtremepush, task, client -> new PushDevicesPoll(task, client::fetch));
            case GRAPH_COMMAND -> of(graph, task, clients -> command(task, clients));
            case THINGSPACE_CAMPAIGNS -> of(thingSpace, task, clients -> campaigns(task, clients));
            case UNKNOWN ->
                    fails(
                            "UNKNOWN_KIND",
                            "expected a kind that can be polled, was " + task.getKind());
        };
    }

    private static <C> TaskPoll of(
            Map<String, C> accounts, PollTask task, Function<C, TaskPoll> poll) {
        var clients = accounts.get(task.getAccount());
        return clients == null
                ? fails(
                        "UNKNOWN_ACCOUNT",
                        "expected a configured account, was " + task.getAccount())
                : poll.apply(clients);
    }

    private static TaskPoll fails(String type, String detail) {
        return input -> new PollResult.Failed(type, detail, Optional.of(Duration.ofMinutes(1)));
    }

    private static TaskPoll listener(PollTask task, ThingSpaceClients clients) {
        var parameters = new TaskParameters(task);
        return new ListenerPoll(
                clients.wanted().apply(parameters.text("service").orElse(HISTORY_SERVICE)),
                parameters.text("drain").filter("CALLBACKS"::equals).isPresent(),
                new AccountListeners(task.getAccount(), clients));
    }

    private static TaskPoll campaigns(PollTask task, ThingSpaceClients clients) {
        return new CampaignListPoll(
                DiscoverySettings.of(task),
                place ->
                        clients.lists()
                                .fetch(
                                        task.getAccount(),
                                        place.status(),
                                        place.after(),
                                        place.api()));
    }

    private static TaskPoll campaign(PollTask task, ThingSpaceClients clients) {
        var campaign = PolledCampaign.of(task);
        return new CampaignReportPoll(
                campaign,
                cursor ->
                        clients.campaigns()
                                .fetch(
                                        campaign.ref().account(),
                                        campaign.ref().campaignId(),
                                        cursor,
                                        campaign.api()));
    }

    private TaskPoll queue(PollTask task, ThingSpaceClients clients) {
        return new SmsQueuePoll(
                task,
                permit -> clients.queue().read(task.getAccount(), permit),
                id -> unfit.accept(task.getAccount(), id));
    }

    private TaskPoll history(PollTask task, ThingSpaceClients clients) {
        return new SmsHistoryPoll(
                HistorySettings.of(task, clock),
                DeviceSet.of(new TaskParameters(task), seen),
                (device, after, before) ->
                        clients.history()
                                .request(
                                        ProviderDeviceId.parse(device),
                                        Optional.of(after),
                                        Optional.of(before)),
                answers,
                clients.callbacks());
    }

    private static TaskPoll command(PollTask task, GraphClients clients) {
        return switch (clients) {
            case GraphClients.Usable(var client, _, var places) ->
                    new LimitedPoll(command(task, client), places);
            case GraphClients.Locked(var detail) -> fails("SEAL_KEY", detail);
        };
    }

    private static TaskPoll command(PollTask task, GraphCommandClient client) {
        var device = parameter(task, "deviceId");
        var command = parameter(task, "commandId");
        return new CommandPoll(
                task.getId(),
                device + "/" + command,
                new GraphCommandMapper(task.getAccount(), device, command),
                CommandPollInterval.of(task),
                () -> client.fetch(device, command),
                () -> client.responsePayload(device, command));
    }

    private static String parameter(PollTask task, String name) {
        return Optional.ofNullable(task.getParameters().get(name))
                .orElseThrow(() ->
                        new IllegalArgumentException("parameter %s is missing".formatted(name)));
    }
}
