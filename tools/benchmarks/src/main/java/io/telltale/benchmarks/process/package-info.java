/** What a process takes of the machine, by what Linux and the process itself say. */
@NullMarked
package io.telltale.benchmarks.process;

import org.jspecify.annotations.NullMarked;
