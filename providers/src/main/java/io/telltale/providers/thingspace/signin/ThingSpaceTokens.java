package io.telltale.providers.thingspace.signin;

import io.telltale.providers.http.AccessToken;

/**
 * What a request is sent with.
 *
 * @param bearer passes the gateway; ThingSpace gives the same one again within its hour
 * @param session passes the service behind it
 */
record ThingSpaceTokens(AccessToken bearer, SessionToken session) {}
