package io.telltale.streams.store;

import io.telltale.streams.fold.StuckReason;
import io.telltale.streams.record.CampaignMember;
import java.util.Optional;

/**
 * A device of a campaign.
 *
 * @param member where it stands
 * @param deviceKey the device that its ref belongs to now
 * @param stuck why nothing new was told of it for long; empty while it is not stuck
 */
public record Standing(CampaignMember member, String deviceKey, Optional<StuckReason> stuck) {}
