/**
 * Software campaigns: questions about campaigns and their devices arrive, pages of rows as they are
 * at that moment leave.
 */
@NullMarked
package io.telltale.simulator.thingspace.campaign;

import org.jspecify.annotations.NullMarked;
