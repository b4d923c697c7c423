package io.telltale.streams.query;

import io.telltale.schemas.record.DeviceIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What the task of a ref has of it.
 *
 * @param identity null where nothing ever linked the ref
 * @param hasRows whether rows were filed under it; their part may still wait to be sent
 */
public record RefRead(@Nullable DeviceIdentity identity, boolean hasRows) {}
