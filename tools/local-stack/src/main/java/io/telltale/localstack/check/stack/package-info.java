/**
 * The stack of a check and its surroundings: a seed goes in, a disturbed stack with its simulator,
 * topics and pollers comes out.
 */
@NullMarked
package io.telltale.localstack.check.stack;

import org.jspecify.annotations.NullMarked;
