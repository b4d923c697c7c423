package io.telltale.providers.graph;

import io.telltale.providers.page.Row;
import java.util.List;
import java.util.Optional;

/**
 * One page of an account's devices.
 *
 * @param devices in Graph's order
 * @param next what asks for the page behind it; empty on the last one
 */
public record GraphDeviceRows(List<Row<GraphDevice>> devices, Optional<GraphPageLink> next) {

    /** The list is copied. */
    public GraphDeviceRows {
        devices = List.copyOf(devices);
    }
}
