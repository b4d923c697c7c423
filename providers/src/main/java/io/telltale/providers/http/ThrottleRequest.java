package io.telltale.providers.http;

import java.time.Duration;

/** Whether an answer asks that nothing more comes for a while. */
sealed interface ThrottleRequest {

    /**
     * For this long.
     *
     * @param time zero to one day
     */
    record Asked(Duration time) implements ThrottleRequest {}

    /** It does not say how long. */
    record AskedWithoutTime() implements ThrottleRequest {}

    /** It asks for none. */
    record NotAsked() implements ThrottleRequest {}
}
