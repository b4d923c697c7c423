package io.telltale.streams.query;

import io.telltale.streams.campaign.CampaignActivity;
import io.telltale.streams.campaign.CampaignLookup;

/**
 * What the task of a campaign has of it.
 *
 * @param progress its progress
 * @param activity what the reasons of stuck devices depend on
 */
public record CampaignRead(CampaignLookup progress, CampaignActivity activity) {}
