package io.telltale.poller;

import io.telltale.poller.partition.PartitionPolls;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.TaskPoll;
import io.telltale.poller.poll.graph.CommandPoll;
import io.telltale.poller.poll.graph.GraphClients;
import io.telltale.poller.poll.thingspace.ListenerPoll;
import io.telltale.poller.poll.thingspace.ThingSpaceClients;
import io.telltale.poller.poll.thingspace.campaign.CampaignListPoll;
import io.telltale.poller.poll.thingspace.campaign.CampaignReportPoll;
import io.telltale.poller.poll.thingspace.sms.SmsHistoryPoll;
import io.telltale.poller.poll.thingspace.sms.SmsQueuePoll;
import io.telltale.poller.poll.xtremepush.PushDevicesPoll;
import io.telltale.providers.thingspace.device.UnrecognizedId;
import io.telltale.providers.xtremepush.PushDevicesClient;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.ProviderAnswer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes what polls a task, by the task's kind. */
final class PollsByKind implements PartitionPolls {

    private final Map<String, ThingSpaceClients> thingSpace;
    private final Map<String, PushDevicesClient> xtremepush;
    private final Map<String, GraphClients> graph;
    private final Function<String, Optional<ProviderAnswer>> answers;
    private final Function<String, Collection<String>> seen;
    private final BiConsumer<String, UnrecognizedId> unrecognized;
    private final Clock clock;

    /**
     * With the clients of every configured account.
     *
     * @param answers the answer to a request, once its callback came
     * @param seen every device that an event named
     * @param unrecognized counts ids that were left out, by account
     */
    PollsByKind(
            Map<String, ThingSpaceClients> thingSpace,
            Map<String, PushDevicesClient> xtremepush,
            Map<String, GraphClients> graph,
            Function<String, Optional<ProviderAnswer>> answers,
            Function<String, Collection<String>> seen,
            BiConsumer<String, UnrecognizedId> unrecognized,
            Clock clock) {
        this.thingSpace = Map.copyOf(thingSpace);
        this.xtremepush = Map.copyOf(xtremepush);
        this.graph = Map.copyOf(graph);
        this.answers = answers;
        this.seen = seen;
        this.unrecognized = unrecognized;
        this.clock = clock;
    }

    /**
     * The poll of the task. Where its account is not configured here or a parameter is wrong, each
     * poll fails with the reason; other tasks go on.
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
            case THINGSPACE_LISTENER -> of(thingSpace, task, ListenerPoll::of);
            case THINGSPACE_CAMPAIGN -> of(thingSpace, task, CampaignReportPoll::of);
            case THINGSPACE_CAMPAIGNS -> of(thingSpace, task, CampaignListPoll::of);
            case THINGSPACE_SMS_QUEUE ->
                    of(
                            thingSpace,
                            task,
                            (it, clients) -> SmsQueuePoll.of(it, clients, unrecognized));
            case THINGSPACE_SMS_HISTORY ->
                    of(
                            thingSpace,
                            task,
                            (it, clients) -> SmsHistoryPoll.of(it, clients, answers, seen, clock));
            case XTREMEPUSH_PUSH_DEVICES ->
                    of(xtremepush, task, (it, client) -> new PushDevicesPoll(it, client::fetch));
            case GRAPH_COMMAND -> of(graph, task, CommandPoll::of);
            case UNKNOWN ->
                    fails(
                            "UNKNOWN_KIND",
                            "expected a kind that can be polled, was " + task.getKind());
        };
    }

    private static <C> TaskPoll of(
            Map<String, C> accounts, PollTask task, BiFunction<PollTask, C, TaskPoll> poll) {
        var clients = accounts.get(task.getAccount());
        return clients == null
                ? fails(
                        "UNKNOWN_ACCOUNT",
                        "expected a configured account, was " + task.getAccount())
                : poll.apply(task, clients);
    }

    private static TaskPoll fails(String type, String detail) {
        return _ -> new PollResult.Failed(type, detail, Optional.of(Duration.ofMinutes(1)));
    }
}
