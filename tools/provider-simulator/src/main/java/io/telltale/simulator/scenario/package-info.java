/**
 * The common model of everything that lives: random numbers of a seed and place, timetables of
 * turns, and courses of statuses. Plans in the packages below draw each thing from these alone.
 */
@NullMarked
package io.telltale.simulator.scenario;

import org.jspecify.annotations.NullMarked;
