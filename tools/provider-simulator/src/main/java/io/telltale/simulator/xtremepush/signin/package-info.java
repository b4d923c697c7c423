/**
 * Signing in to Xtremepush by OAuth: a client's secret or signed assertion arrives and a bearer
 * leaves; with it, or with an apptoken, a request opens its project.
 */
@NullMarked
package io.telltale.simulator.xtremepush.signin;

import org.jspecify.annotations.NullMarked;
