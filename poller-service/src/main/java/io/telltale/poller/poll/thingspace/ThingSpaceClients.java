package io.telltale.poller.poll.thingspace;

import io.telltale.providers.thingspace.callback.ListenerClient;
import io.telltale.providers.thingspace.callback.RegisteredListener;
import io.telltale.providers.thingspace.campaign.CampaignListClient;
import io.telltale.providers.thingspace.campaign.CampaignReportClient;
import io.telltale.providers.thingspace.sms.SmsHistoryClient;
import io.telltale.providers.thingspace.sms.SmsQueueClient;
import java.util.function.Function;

/**
 * The clients of one ThingSpace account, which share its session.
 *
 * @param campaigns campaign reports
 * @param lists lists of campaigns
 * @param queue SMS queue
 * @param history SMS history
 * @param listeners callback URLs
 * @param wanted our callback URL as it has to be registered for a service
 * @param callbacks whether histories that come there can be asked for
 */
public record ThingSpaceClients(
        CampaignReportClient campaigns,
        CampaignListClient lists,
        SmsQueueClient queue,
        SmsHistoryClient history,
        ListenerClient listeners,
        Function<String, RegisteredListener> wanted,
        CallbackReadiness callbacks) {}
