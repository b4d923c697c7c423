/** Errors of requests: exceptions come in, {@code application/problem+json} leaves. */
@NullMarked
package io.telltale.service.problem;

import org.jspecify.annotations.NullMarked;
