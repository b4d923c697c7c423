@NullMarked
package io.telltale.simulator.json;

import org.jspecify.annotations.NullMarked;
