/**
 * Counts campaigns in two steps. Readings of devices and pushes come in beside the refs, where
 * {@code CampaignMembers} keeps the standing of each member and sums up what changed; {@code
 * CampaignOutbox} sends the sums as deltas to the task of the campaign.
 *
 * <p>There {@code CountCampaigns} adds them up, together with the health of polls and what
 * providers say of a campaign, and progress leaves for {@code campaign.progress.v1}. {@code
 * CampaignReader} and {@code MemberReader} read both stores for {@code query}, which is next.
 */
@NullMarked
package io.telltale.streams.campaign;

import org.jspecify.annotations.NullMarked;
