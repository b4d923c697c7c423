package io.telltale.streams.store;

import io.telltale.streams.record.CampaignMember;

/**
 * A device of a campaign.
 *
 * @param member where it stands
 * @param deviceKey the device that its ref belongs to now
 */
public record Standing(CampaignMember member, String deviceKey) {}
