package io.telltale.simulator.scenario;

/** What a campaign installs on which devices. */
public record CampaignInfo(String name, String from, String to, String make, String model) {}
