/**
 * Xtremepush: push actions of devices and profiles. Their JSON comes in, {@code page} answers and
 * events leave.
 */
@NullMarked
package io.telltale.providers.xtremepush;

import org.jspecify.annotations.NullMarked;
