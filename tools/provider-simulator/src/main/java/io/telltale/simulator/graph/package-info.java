/**
 * Plays Microsoft Graph's device commands: a refresh token arrives and a bearer leaves; with it,
 * devices, commands and response payloads are read.
 */
@NullMarked
package io.telltale.simulator.graph;

import org.jspecify.annotations.NullMarked;
