package io.telltale.streams.campaign;

import io.telltale.streams.record.CampaignStanding;
import java.util.Optional;

/**
 * A device of a campaign, as it is listed.
 *
 * @param ref device ref
 * @param standing where it stands
 * @param stuck why nothing new was read of it for long; empty while it is not stuck
 */
public record MemberStanding(String ref, CampaignStanding standing, Optional<StuckReason> stuck) {}
