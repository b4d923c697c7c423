package io.telltale.callback.endpoint;

import io.telltale.providers.thingspace.sms.LiveSmsMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;

/**
 * Remembers when bodies came first, as long as they may come again. What is forgotten too early, by
 * a restart or because too many came, makes a retry a duplicate and never hides an SMS.
 */
@Singleton
final class FirstSeenCache {

    /** Bodies; some 10 MiB. */
    static final int MOST = 50_000;

    private record Body(String account, String digest) {}

    /** In the order in which they came. */
    private final LinkedHashMap<Body, Instant> firstSeen = new LinkedHashMap<>();

    /** When this body came for the first time within {@link LiveSmsMapper#ATTEMPTS}. */
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
