package io.telltale.providers.graph;

import io.telltale.providers.http.AccessToken;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.http.SignInHold;
import io.telltale.providers.http.TokenSession;
import io.telltale.providers.page.Answer;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Sends requests to Microsoft Graph with an access token.
 *
 * <p>A {@link TokenSession} with one rule more. A request whose fresh token is refused too is
 * Unavailable, while other requests go on: the 401 may be about this request only. From then on a
 * 401 to it renews no token, until it was accepted once.
 */
public final class GraphSession {

    private static final int MOST_REFUSING = 10_000;

    private final HttpSender graph;
    private final GraphTokenSource source;
    private final TokenSession<AccessToken> session;

    /** Requests that refused a fresh token; the oldest is dropped. */
    private final Set<String> refusing =
            Collections.newSetFromMap(
                    Collections.synchronizedMap(
                            new LinkedHashMap<>() {
                                @Override
                                protected boolean removeEldestEntry(
                                        Map.Entry<String, Boolean> eldest) {
                                    return size() > MOST_REFUSING;
                                }
                            }));

    /**
     * A session that asks for a token when it is first needed.
     *
     * @param graph for {@code /beta}
     * @param login for {@code /consumers/oauth2/v2.0/token}, another host than {@code graph}
     * @param refusals of sign-ins with the same tokens; may outlive the session
     */
    public GraphSession(
            HttpSender graph,
            HttpSender login,
            GraphCredentials credentials,
            RefreshTokenStore tokens,
            SignInHold refusals,
            Clock clock) {
        this.graph = graph;
        this.source = new GraphTokenSource(new GraphSignIn(login, credentials, clock), tokens);
        this.session = new TokenSession<>("Microsoft", source, refusals, clock);
    }

    /** Sends a request with an access token. */
    Answer<HttpReply> send(HttpCall call) {
        var name = call.toString();
        var answer =
                session.send(
                        token -> graph.send(call.header("Authorization", "Bearer ", token.value())),
                        !refusing.contains(name));
        if (source.isRefusal(answer)) {
            refusing.add(name);
            return new Answer.Unavailable<>(
                    call + ": Graph refused the access token, and a fresh one");
        }
        if (session.isAccepted(answer)) {
            refusing.remove(name);
        }
        return answer;
    }
}
