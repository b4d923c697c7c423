/**
 * The fleets: the published examples from a resource, and settings for the plans of the packages
 * beside this one. One fleet is made at start; the provider packages read it with the time it is.
 */
@NullMarked
package io.telltale.simulator.scenario.fleet;

import org.jspecify.annotations.NullMarked;
