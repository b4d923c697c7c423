/** The one JSON mapper that every body, file and journal line goes through. */
@NullMarked
package io.telltale.simulator.json;

import org.jspecify.annotations.NullMarked;
