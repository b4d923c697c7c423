/**
 * Who may call a service: a request comes in, and goes on only with a token that allows it. Without
 * configured tokens a service is reachable from its own machine only.
 */
@NullMarked
package io.telltale.service.access;

import org.jspecify.annotations.NullMarked;
