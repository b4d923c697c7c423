package io.telltale.providers.server;

import io.telltale.providers.page.Permit;
import java.time.Duration;

/** Permits that hold for a minute, and permits that have ended. */
public final class Permits {

    private Permits() {}

    /** Holds for a minute. */
    public static Permit holding(String token) {
        return new Permit(token, System.nanoTime() + Duration.ofMinutes(1).toNanos());
    }

    /** Has ended. */
    public static Permit ended(String token) {
        return new Permit(token, System.nanoTime() - 1);
    }
}
