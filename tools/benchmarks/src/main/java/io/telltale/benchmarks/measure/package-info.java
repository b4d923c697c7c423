/** The steps of a run and what each measures: a plan arrives, figures leave. */
@NullMarked
package io.telltale.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
