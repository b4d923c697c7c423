/**
 * What the three services share at their edges, and nothing of what they do: a process starts with
 * its settings checked as a whole ({@link io.telltale.service.ServiceProcess}), {@code access}
 * decides who may call, {@code problem} says what went wrong, {@code health} says whether it can
 * work, {@code meter} counts what several of them see.
 */
@NullMarked
package io.telltale.service;

import org.jspecify.annotations.NullMarked;
