/**
 * Polls providers and writes the events of their answers. Tasks are data ({@code task}); Kafka
 * assigns their partitions to instances ({@code partition}), each with a loop per task; a task is
 * due at its time ({@code schedule}); a poll fetches a page and returns what to write ({@code
 * poll}). {@code identity} writes declared links, {@code http} serves operators.
 */
@NullMarked
package io.telltale.poller;

import org.jspecify.annotations.NullMarked;
