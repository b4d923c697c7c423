package io.telltale.streams.query;

import io.telltale.streams.campaign.MemberStanding;

/**
 * A device of a campaign.
 *
 * @param member where it stands
 * @param deviceKey the device that its ref belongs to now
 */
public record CampaignMember(MemberStanding member, String deviceKey) {}
