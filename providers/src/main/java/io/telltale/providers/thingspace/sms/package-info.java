/**
 * SMS of devices: the queue, the histories, and what live callbacks hold. JSON comes in, {@code
 * page} answers and events leave.
 */
@NullMarked
package io.telltale.providers.thingspace.sms;

import org.jspecify.annotations.NullMarked;
