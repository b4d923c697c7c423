/**
 * Meters that several services have in common. What was seen at an edge comes in, a counter and a
 * line of the log leave.
 */
@NullMarked
package io.telltale.service.meter;

import org.jspecify.annotations.NullMarked;
