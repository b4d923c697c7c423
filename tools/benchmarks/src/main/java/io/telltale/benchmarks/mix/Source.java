package io.telltale.benchmarks.mix;

import java.time.Instant;

/** One kind of thing that is polled. */
sealed interface Source permits UpgradeCampaigns, SmsQueue, SmsHistory, PushCampaigns, Commands {

    /** What its next turn publishes; one event or more. */
    Batch next(Instant now);
}
