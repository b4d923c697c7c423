/**
 * {@code ./telltale bench}: arguments arrive, a table of figures leaves. A run starts the services
 * as they are in use, so what it measures includes broker, disk and network.
 */
@NullMarked
package io.telltale.benchmarks;

import org.jspecify.annotations.NullMarked;
