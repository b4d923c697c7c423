package io.telltale.callback.endpoint;

import io.telltale.providers.thingspace.sms.LiveSmsMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;

/**
 * Caches when each body was first received, for as long as it may be retried. An entry lost by a
 * restart or by overflow makes a retry a duplicate event, and never hides an SMS.
 */
@Singleton
final class FirstSeenCache {

    /** Bodies; some 10 MiB. */
    static final int MOST = 50_000;

    private record Body(String account, String digest) {}

    /** In order of arrival. */
    private final LinkedHashMap<Body, Instant> firstSeen = new LinkedHashMap<>();

    /** When this body was first received within {@link LiveSmsMapper#ATTEMPTS}. */
    synchronized Instant firstSeen(String account, String digest, Instant now) {
        forgetOver(now);
        var seen = firstSeen.putIfAbsent(new Body(account, digest), now);
        if (firstSeen.size() > MOST) {
            firstSeen.pollFirstEntry();
        }
        return seen == null ? now : seen;
    }

    private void forgetOver(Instant now) {
        var eldest = firstSeen.values().iterator();
        while (eldest.hasNext() && !eldest.next().plus(LiveSmsMapper.ATTEMPTS).isAfter(now)) {
            eldest.remove();
        }
    }
}
