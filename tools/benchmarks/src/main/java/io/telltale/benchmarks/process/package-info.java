/** Processor time and memory of a process, from Linux and from its own meters. */
@NullMarked
package io.telltale.benchmarks.process;

import org.jspecify.annotations.NullMarked;
