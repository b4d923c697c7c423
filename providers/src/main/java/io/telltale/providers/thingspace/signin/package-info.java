/** Signs requests in at ThingSpace, with an OAuth bearer and a session token. */
@NullMarked
package io.telltale.providers.thingspace.signin;

import org.jspecify.annotations.NullMarked;
