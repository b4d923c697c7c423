package io.telltale.streams.campaign;

import org.jspecify.annotations.Nullable;

/**
 * Distinguishes the reasons why a device is stuck.
 *
 * @param isPollFailing whether our last poll of the campaign failed
 * @param lastReadingAt our time of the last reading of any of its devices, in milliseconds; null
 *     before one
 */
public record CampaignActivity(boolean isPollFailing, @Nullable Long lastReadingAt) {}
