/**
 * Plays Microsoft Graph's device commands: its error bodies.
 *
 * <p>A refresh token arrives in {@code signin} and a bearer leaves; with it, devices, commands and
 * response payloads are read in {@code command}, and commands are sent.
 */
@NullMarked
package io.telltale.simulator.graph;

import org.jspecify.annotations.NullMarked;
