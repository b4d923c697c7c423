/**
 * Asks providers, writes what they answer. What is to be asked is data ({@code task}); Kafka
 * decides which instance asks ({@code partition}); a loop per task takes its turns ({@code
 * schedule}); a turn fetches a page and says what to write ({@code poll}). {@code identity} writes
 * declared links, {@code http} shows how the tasks stand.
 */
@NullMarked
package io.telltale.poller;

import org.jspecify.annotations.NullMarked;
