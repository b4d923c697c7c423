/**
 * Plays Xtremepush's external API: a query arrives as a JSON body with its token inside, rows of
 * pushes leave.
 */
@NullMarked
package io.telltale.simulator.xtremepush;

import org.jspecify.annotations.NullMarked;
