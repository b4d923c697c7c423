/**
 * Whether the answers are right: a sample of devices, worked out anew from what was told, and
 * compared with what the application says of them.
 */
@NullMarked
package io.telltale.benchmarks.answer;

import org.jspecify.annotations.NullMarked;
