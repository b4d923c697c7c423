package io.telltale.poller;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.telltale.poller.PollerSettings.ThingSpaceAccount;
import io.telltale.poller.answer.DevicesOnTopics;
import io.telltale.poller.identity.DeclaredLinkFile;
import io.telltale.poller.partition.KnownTasks;
import io.telltale.poller.partition.PartitionAssignment;
import io.telltale.poller.partition.PartitionPollsFactory;
import io.telltale.poller.partition.TaskOwners;
import io.telltale.poller.partition.TaskWriter;
import io.telltale.poller.poll.thingspace.CallbackAddress;
import io.telltale.poller.poll.thingspace.ListenerPoll;
import io.telltale.poller.poll.thingspace.ThingSpaceClients;
import io.telltale.poller.task.ConfiguredAccounts;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.http.RequestBudget;
import io.telltale.providers.http.SendLimits;
import io.telltale.providers.proxy.ProxySettings;
import io.telltale.providers.thingspace.callback.ListenerClient;
import io.telltale.providers.thingspace.callback.RegisteredListener;
import io.telltale.providers.thingspace.campaign.CampaignListClient;
import io.telltale.providers.thingspace.campaign.CampaignReportClient;
import io.telltale.providers.thingspace.signin.ThingSpaceSession;
import io.telltale.providers.thingspace.sms.SmsHistoryClient;
import io.telltale.providers.thingspace.sms.SmsQueueClient;
import io.telltale.providers.xtremepush.PushDevicesClient;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.record.ProviderAnswer;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SchemaIds;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.meter.UnrecognizedIdMeter;
import io.telltale.service.peer.PeerAddress;
import io.telltale.service.topic.RecentRecords;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Puts the service together; a bean per part, in the order of a record's way. */
@Factory
final class PollerFactory {

    private static final Duration WRITE_LIMIT = Duration.ofSeconds(5);

    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(preDestroy = "close")
    @Singleton
    RecordSerdes serdes(SerdeSettings settings, SchemaIds ids) {
        return new RecordSerdes(settings, ids);
    }

    @Bean(preDestroy = "close")
    @Singleton
    RecentRecords<ProviderAnswer> answers(
            KafkaSettings kafka,
            TopicLayout layout,
            RecordSerdes serdes,
            PollerSettings settings,
            Clock clock) {
        return new RecentRecords<>(
                Topics.PROVIDER_ANSWER, kafka, layout, serdes, settings.answersKept(), clock);
    }

    @Bean(preDestroy = "close")
    @Singleton
    DevicesOnTopics seenDevices(KafkaSettings kafka, TopicLayout layout, Clock clock) {
        return new DevicesOnTopics(kafka, layout, clock);
    }

    @Singleton
    PartitionPollsFactory polls(
            PollerSettings settings,
            RecentRecords<ProviderAnswer> answers,
            DevicesOnTopics seen,
            UnrecognizedIdMeter unfit,
            Clock clock) {
        var proxies = settings.proxies();
        var thingSpace =
                clients(
                        settings.thingSpace(),
                        (name, account) -> thingSpace(name, account, clock, proxies));
        var xtremepush =
                clients(
                        settings.xtremepush(),
                        (name, project) -> xtremepush(project, clock, proxies));
        var graph =
                clients(
                        settings.graph(),
                        (name, account) -> new GraphConnections(name, account, clock, proxies));
        return secrets ->
                new PollsByKind(
                        thingSpace,
                        xtremepush,
                        clients(graph, (name, connections) -> connections.begin(secrets)),
                        answers::find,
                        seen::of,
                        (account, id) -> unfit.count(account, id.kind(), id.form()),
                        clock);
    }

    @Bean(preDestroy = "close")
    @Singleton
    TaskOwners owners(KafkaSettings kafka, TopicLayout layout) {
        return new TaskOwners(kafka, layout);
    }

    /** Begins with the service: a first request must not wait for it. */
    @Bean(preDestroy = "close")
    @Context
    KnownTasks knownTasks(KafkaSettings kafka, TopicLayout layout, RecordSerdes serdes) {
        return new KnownTasks(kafka, layout, serdes);
    }

    @Bean(preDestroy = "close")
    @Singleton
    RecordPublisher publisher(KafkaSettings kafka) {
        return RecordPublisher.connect(kafka, WRITE_LIMIT);
    }

    @Singleton
    TaskWriter writer(
            RecordPublisher publisher,
            TopicLayout layout,
            RecordSerdes serdes,
            KnownTasks known,
            Clock clock) {
        return new TaskWriter(publisher, layout, serdes, known, clock);
    }

    @Singleton
    ConfiguredAccounts accounts(PollerSettings settings) {
        return settings::accountsOf;
    }

    /** Begins with the service and ends before everything it uses. */
    @Bean(preDestroy = "close")
    @Context
    PartitionAssignment partitions(
            KafkaSettings kafka,
            TopicLayout layout,
            RecordSerdes serdes,
            TaskOwners owners,
            PeerAddress address,
            PollerSettings settings,
            PartitionPollsFactory polls,
            DeclaredLinkFile links,
            Clock clock) {
        links.publish(settings.links());
        return new PartitionAssignment(
                kafka,
                layout,
                serdes,
                owners,
                address.text(),
                settings.tasks(),
                settings.finishedTasksKept(),
                polls,
                clock);
    }

    private static <A, C> Map<String, C> clients(
            Map<String, A> accounts, BiFunction<String, A, C> client) {
        return accounts.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> client.apply(entry.getKey(), entry.getValue())));
    }

    private static ThingSpaceClients thingSpace(
            String name, ThingSpaceAccount account, Clock clock, ProxySettings proxies) {
        var budget = RequestBudget.perMinute(account.requestsPerMinute());
        var session =
                new ThingSpaceSession(
                        sender(account.url(), clock, budget, proxies),
                        account.credentials(),
                        clock);
        var history = URI.create(listener(name, account, ListenerPoll.HISTORY_SERVICE).url());
        return new ThingSpaceClients(
                new CampaignReportClient(session),
                new CampaignListClient(session),
                new SmsQueueClient(session),
                new SmsHistoryClient(session),
                new ListenerClient(session),
                service -> listener(name, account, service),
                new CallbackAddress(history, clock, proxies));
    }

    private static RegisteredListener listener(
            String name, ThingSpaceAccount account, String service) {
        return new RegisteredListener(
                service,
                "%s/callbacks/thingspace/%s/%s".formatted(account.callbackUrl(), name, service),
                account.callbackUsername(),
                account.callbackPassword());
    }

    private static PushDevicesClient xtremepush(
            XtremepushProject project, Clock clock, ProxySettings proxies) {
        var budget = RequestBudget.perMinute(project.requestsPerMinute());
        return new PushDevicesClient(
                sender(project.url(), clock, budget, proxies),
                project.url(),
                project.credentials(),
                clock);
    }

    private static HttpSender sender(
            URI base, Clock clock, RequestBudget budget, ProxySettings proxies) {
        return new HttpSender(base, SendLimits.USUAL, clock, budget, proxies);
    }
}
