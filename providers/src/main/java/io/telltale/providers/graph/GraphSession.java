package io.telltale.providers.graph;

import io.telltale.providers.http.HttpSender;
import java.time.Clock;

/**
 * Gets access tokens for Microsoft Graph by refresh token and keeps the current one.
 *
 * <p>One per account, shared by its clients and threads. Blocking, meant for virtual threads.
 */
public final class GraphSession {

    /**
     * A session that asks for a token when it is first needed.
     *
     * @param graph for {@code /beta}
     * @param login for {@code /consumers/oauth2/v2.0/token}, another host than {@code graph}
     */
    public GraphSession(
            HttpSender graph,
            HttpSender login,
            GraphCredentials credentials,
            RefreshTokenStore tokens,
            Clock clock) {}
}
