/**
 * Sub-topology of devices: parts of refs, SMS rows and rosters come in by device key, states of
 * devices leave for {@code device.state.v1}. Counts of messages are made here by the rules of
 * package {@code sms}; {@code query} reads devices from the store.
 */
@NullMarked
package io.telltale.streams.device;

import org.jspecify.annotations.NullMarked;
