/** The processes of a run: broker, registry, topics and the streams application, as in use. */
@NullMarked
package io.telltale.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
