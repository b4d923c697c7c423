package io.telltale.providers.graph;

import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.http.SignInPace;
import io.telltale.providers.http.SignInPause;
import io.telltale.providers.page.Answer;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gets access tokens for Microsoft Graph by refresh token and keeps the current one.
 *
 * <p>One per account, shared by its clients and threads; one thread asks for a token, the others
 * wait for it. The store is asked for leave before a refresh token is sent, and is handed the token
 * that replaces it before the access token that came with it is used; what the store throws ends
 * the request, and the access token is forgotten. Tokens that are no longer good are passed over,
 * each tried once; when none is left, a person has to sign in. A 401 is met by one fresh token and
 * one repeat; where that is refused too, it may be about this request only, which is Unavailable
 * then, and the others go on: from then on a 401 to this request asks for no token, until it was
 * taken once. Refreshes that help no request come ever more slowly. Blocking, meant for virtual
 * threads.
 */
public final class GraphSession {

    private static final int UNAUTHORIZED = 401;
    private static final String NO_LONGER_GOOD = "invalid_grant";
    private static final int MOST_REFUSING = 10_000;

    private final HttpSender graph;
    private final GraphSignIn signIn;
    private final RefreshTokenStore tokens;
    private final Clock clock;
    private final SignInPause pause;
    private final SignInPace pace;
    private final ReentrantLock signingIn = new ReentrantLock();
    private volatile @Nullable GraphToken usable;
    private volatile boolean proven;

    /** Requests that refused a fresh token; the oldest is forgotten. */
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
     * @param pause after refused sign-ins with the same tokens, which may outlive the session
     */
    public GraphSession(
            HttpSender graph,
            HttpSender login,
            GraphCredentials credentials,
            RefreshTokenStore tokens,
            SignInPause pause,
            Clock clock) {
        this.graph = graph;
        this.signIn = new GraphSignIn(login, credentials, clock);
        this.tokens = tokens;
        this.clock = clock;
        this.pause = pause;
        this.pace = new SignInPace(clock);
    }

    /** Sends a request with an access token. */
    Answer<HttpReply> send(HttpCall call) {
        return signedIn(null)
                .flatMap(first -> {
                    var answer = sendWith(first, call);
                    if (!tokenRefused(answer)) {
                        return answer;
                    }
                    return refusing.contains(call.toString())
                            ? freshOneRefused(call)
                            : sendAfresh(first, call);
                });
    }

    private Answer<HttpReply> sendAfresh(GraphToken refused, HttpCall call) {
        return signedIn(refused)
                .flatMap(fresh -> {
                    var answer = sendWith(fresh, call);
                    return tokenRefused(answer) ? freshOneRefused(call) : answer;
                });
    }

    private Answer<HttpReply> sendWith(GraphToken token, HttpCall call) {
        var answer = graph.send(call.header("Authorization", "Bearer ", token.access()));
        if (isTaken(answer)) {
            proven = true;
            refusing.remove(call.toString());
        }
        return answer;
    }

    /** Whether Graph looked at the request. */
    private static boolean isTaken(Answer<HttpReply> answer) {
        return answer instanceof Answer.Got<HttpReply>
                || (answer instanceof Answer.Refused<HttpReply> && !tokenRefused(answer));
    }

    private static boolean tokenRefused(Answer<HttpReply> answer) {
        return answer instanceof Answer.Refused<HttpReply>(var status, _, _)
                && status == UNAUTHORIZED;
    }

    private Answer<GraphToken> signedIn(@Nullable GraphToken refused) {
        var known = known(refused);
        if (known.isPresent()) {
            return new Answer.Got<>(known.get());
        }
        signingIn.lock();
        try {
            return known(refused)
                    .<Answer<GraphToken>>map(Answer.Got::new)
                    .orElseGet(this::signInNow);
        } finally {
            signingIn.unlock();
        }
    }

    private Optional<GraphToken> known(@Nullable GraphToken refused) {
        return Optional.ofNullable(usable)
                .filter(token ->
                        !token.equals(refused) && clock.instant().isBefore(token.renewAt()));
    }

    private Answer<GraphToken> signInNow() {
        if (pause.holds()) {
            return new Answer.SignInFailed<>(
                    "Microsoft refused the last sign-in, the next is tried at " + pause.until());
        }
        if (proven) {
            proven = false;
            pace.succeeded();
        }
        if (pace.holds()) {
            return pace.waiting("Graph takes no access token");
        }
        pace.tried();
        var answer = refreshed();
        pace.ended(answer);
        switch (answer) {
            case Answer.Got<GraphToken>(var fresh) -> {
                tokens.keep(fresh.used(), fresh.next());
                usable = fresh;
                pause.accepted();
            }
            case Answer.SignInFailed<GraphToken> _ -> pause.refused();
            case Answer.Throttled<GraphToken> _,
                    Answer.Refused<GraphToken> _,
                    Answer.Unavailable<GraphToken> _,
                    Answer.Unreadable<GraphToken> _ -> {
                // nothing is known about the refresh token
            }
        }
        return answer;
    }

    private Answer<GraphToken> refreshed() {
        var refusal = "there is no refresh token";
        for (var candidate : tokens.candidates()) {
            var answer = signIn.refresh(candidate, tokens.leave());
            if (!(answer instanceof Answer.Refused<GraphToken>(var status, var code, var text))) {
                return answer;
            }
            refusal = "token refresh refused: HTTP %d %s %s".formatted(status, code, text).strip();
            if (!code.equals(NO_LONGER_GOOD)) {
                return new Answer.SignInFailed<>(refusal);
            }
        }
        return new Answer.SignInFailed<>(refusal + "; a person has to sign in again");
    }

    private Answer<HttpReply> freshOneRefused(HttpCall call) {
        refusing.add(call.toString());
        return new Answer.Unavailable<>(call + ": Graph refused the access token, and a fresh one");
    }
}
