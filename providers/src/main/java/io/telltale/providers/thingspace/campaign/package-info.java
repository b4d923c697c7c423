/**
 * Software upgrade campaigns: the list of an account, the report of each campaign. JSON comes in,
 * {@code page} answers and events leave.
 */
@NullMarked
package io.telltale.providers.thingspace.campaign;

import org.jspecify.annotations.NullMarked;
