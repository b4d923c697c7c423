/**
 * Microsoft Graph device commands: sign-in by refresh token, status and response of a command.
 * Their JSON comes in, {@code page} answers and events leave.
 */
@NullMarked
package io.telltale.providers.graph;

import org.jspecify.annotations.NullMarked;
