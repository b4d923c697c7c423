package io.telltale.streams.identity;

import io.telltale.schemas.record.DeviceIdentity;
import org.jspecify.annotations.Nullable;

/** The identities as last written. */
@FunctionalInterface
public interface Identities {

    /** The identity of the ref, null where none was written yet. */
    @Nullable DeviceIdentity of(String ref);
}
