package io.telltale.poller.poll;

import io.telltale.providers.thingspace.CampaignClient;
import io.telltale.providers.thingspace.Listener;
import io.telltale.providers.thingspace.ListenerClient;
import io.telltale.providers.thingspace.SmsHistoryClient;
import io.telltale.providers.thingspace.SmsQueueClient;

/**
 * What is needed to poll one ThingSpace account; all clients share the account's session.
 *
 * @param campaigns campaign reports
 * @param queue SMS queue
 * @param history SMS history
 * @param listeners callback URLs
 * @param wanted our callback URL as it has to be registered
 */
public record ThingSpaceClients(
        CampaignClient campaigns,
        SmsQueueClient queue,
        SmsHistoryClient history,
        ListenerClient listeners,
        Listener wanted) {}
