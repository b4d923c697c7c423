/**
 * Whether the answers are right: a sample of devices, recomputed from the published events, and
 * compared with the answers of the application.
 */
@NullMarked
package io.telltale.benchmarks.answer;

import org.jspecify.annotations.NullMarked;
