package io.telltale.providers.http;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Until when an access token is used.
 *
 * @param renewAt a minute, or a quarter of a short life, before it ends
 */
public record TokenExpiry(Instant renewAt) {

    private static final long USUAL_SECONDS = 3600;
    private static final long LONGEST_SECONDS = 86_400;
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /**
     * The life of a token.
     *
     * @param expiresIn seconds from {@code asked}; an hour where missing, a day at most
     * @param asked when it was asked for
     */
    public static TokenExpiry of(OptionalLong expiresIn, Instant asked) {
        var seconds = Math.clamp(expiresIn.orElse(USUAL_SECONDS), 0, LONGEST_SECONDS);
        var life = Duration.ofSeconds(seconds);
        var quarter = life.dividedBy(4);
        var ahead = quarter.compareTo(AHEAD) < 0 ? quarter : AHEAD;
        return new TokenExpiry(asked.plus(life).minus(ahead));
    }
}
