/**
 * Verizon ThingSpace: sign-in, campaign reports, SMS queue, SMS history, listeners, and the
 * callbacks of DeviceService. Their JSON comes in, {@code page} answers and events leave.
 */
@NullMarked
package io.telltale.providers.thingspace;

import org.jspecify.annotations.NullMarked;
