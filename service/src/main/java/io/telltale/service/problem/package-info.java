/**
 * Errors as callers see them: whatever went wrong comes in, one {@code application/problem+json}
 * leaves.
 */
@NullMarked
package io.telltale.service.problem;

import org.jspecify.annotations.NullMarked;
