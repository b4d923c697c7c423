/**
 * Signing in to ThingSpace: a key pair arrives and a bearer leaves, a user arrives and a session
 * token leaves; every later request is let through or refused by what it carries.
 */
@NullMarked
package io.telltale.simulator.thingspace.signin;

import org.jspecify.annotations.NullMarked;
