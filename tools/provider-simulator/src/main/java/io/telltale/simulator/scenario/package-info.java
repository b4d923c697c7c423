/**
 * The fleet behind the answers: loaded once from a resource, immutable, asked by the provider
 * packages.
 */
@NullMarked
package io.telltale.simulator.scenario;

import org.jspecify.annotations.NullMarked;
