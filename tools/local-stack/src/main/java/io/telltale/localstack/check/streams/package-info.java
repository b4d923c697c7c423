/**
 * The check of the streams application: event topics and links go in, the counts of answers over
 * HTTP that differ from the recomputation come out.
 */
@NullMarked
package io.telltale.localstack.check.streams;

import org.jspecify.annotations.NullMarked;
