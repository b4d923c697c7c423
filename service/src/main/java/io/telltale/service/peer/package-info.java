/**
 * Requests between the instances of a service. They carry a secret of their own, never the token of
 * a user, and go only to addresses that the group's coordinator knows.
 */
@NullMarked
package io.telltale.service.peer;

import org.jspecify.annotations.NullMarked;
