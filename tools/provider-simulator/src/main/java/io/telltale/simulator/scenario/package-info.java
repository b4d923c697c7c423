/**
 * The fleets behind the answers: the published examples from a resource, the others worked out from
 * a seed and the time of birth. Asked by the provider packages, each time with the time it is.
 */
@NullMarked
package io.telltale.simulator.scenario;

import org.jspecify.annotations.NullMarked;
