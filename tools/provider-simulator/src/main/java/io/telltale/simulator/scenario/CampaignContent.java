package io.telltale.simulator.scenario;

/** What a campaign installs on which devices. */
public record CampaignContent(String name, String from, String to, String make, String model) {}
