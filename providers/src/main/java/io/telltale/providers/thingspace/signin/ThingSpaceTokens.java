package io.telltale.providers.thingspace.signin;

/**
 * What a request is sent with.
 *
 * @param bearer passes the gateway
 * @param session passes the service behind it
 */
record ThingSpaceTokens(BearerToken bearer, SessionToken session) {}
