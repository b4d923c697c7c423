package io.telltale.streams.register;

/**
 * One event names a ref together with its holder. Two device ids are a pair for good; a carrier is
 * with its holder from that place on.
 *
 * @param named a device id or a carrier
 * @param holder the first device id of the event, else a carrier of a tier above
 * @param place position of the event
 */
public record Observed(String named, String holder, EventPosition place) {}
