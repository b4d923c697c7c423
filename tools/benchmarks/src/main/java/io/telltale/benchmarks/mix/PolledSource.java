package io.telltale.benchmarks.mix;

import java.time.Instant;

/** One kind of thing that is polled. */
sealed interface PolledSource
        permits UpgradeCampaignSource,
                SmsQueueSource,
                SmsHistorySource,
                PushCampaignSource,
                CommandSource {

    /** What its next turn publishes; one event or more. */
    Batch next(Instant now);
}
