/**
 * Decides which refs are one device. Observations of refs with their holders come in; a ref's task
 * remembers them and sends transitions and pairs; the register settles these with declared links
 * into {@code DeviceIdentity} records. The {@code ref} package, which follows, applies them.
 */
@NullMarked
package io.telltale.streams.register;

import org.jspecify.annotations.NullMarked;
