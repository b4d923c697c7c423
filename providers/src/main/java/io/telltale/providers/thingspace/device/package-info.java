/** The ids by which ThingSpace names a device. */
@NullMarked
package io.telltale.providers.thingspace.device;

import org.jspecify.annotations.NullMarked;
