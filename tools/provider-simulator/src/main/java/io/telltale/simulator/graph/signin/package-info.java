/**
 * Signing in to a Microsoft account: a refresh token arrives, a bearer and the next refresh token
 * leave; every later request is let through or refused by its bearer.
 */
@NullMarked
package io.telltale.simulator.graph.signin;

import org.jspecify.annotations.NullMarked;
