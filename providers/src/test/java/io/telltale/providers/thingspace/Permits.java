package io.telltale.providers.thingspace;

import io.telltale.providers.page.Permit;
import java.time.Duration;

/** Leave that holds for a minute, and leave that does not hold any more. */
final class Permits {

    private Permits() {}

    static Permit holding(String token) {
        return new Permit(token, System.nanoTime() + Duration.ofMinutes(1).toNanos());
    }

    static Permit ended(String token) {
        return new Permit(token, System.nanoTime() - 1);
    }
}
