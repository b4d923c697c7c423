package io.telltale.providers.http;

import io.telltale.providers.json.JsonMembers;
import io.telltale.schemas.settings.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * An OAuth access token (RFC 6749, 5.1).
 *
 * @param value what requests are sent with
 * @param renewAt from when on it must not be used: a minute, or a quarter of a short life, before
 *     its end
 */
public record AccessToken(Secret value, Instant renewAt) {

    private static final long USUAL_SECONDS = 3600;
    private static final long LONGEST_SECONDS = 86_400;
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /**
     * Reads a token answer. A token without {@code expires_in} lives an hour, any other a day at
     * most.
     *
     * @param asked when the token was asked for; its life begins then
     * @throws io.telltale.providers.json.UnreadableRowException without {@code access_token}
     */
    public static AccessToken read(JsonMembers body, Instant asked) {
        return new AccessToken(
                body.neededSecret("access_token"), renewAt(body.number("expires_in"), asked));
    }

    private static Instant renewAt(OptionalLong expiresIn, Instant asked) {
        var seconds = Math.clamp(expiresIn.orElse(USUAL_SECONDS), 0, LONGEST_SECONDS);
        var life = Duration.ofSeconds(seconds);
        var quarter = life.dividedBy(4);
        return asked.plus(life).minus(quarter.compareTo(AHEAD) < 0 ? quarter : AHEAD);
    }

    /** Whether a request may be sent with it. */
    public boolean isGoodAt(Instant now) {
        return now.isBefore(renewAt);
    }
}
