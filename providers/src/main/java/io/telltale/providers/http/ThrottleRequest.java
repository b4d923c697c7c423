package io.telltale.providers.http;

import java.time.Duration;

/** Whether a response asks for a pause. */
sealed interface ThrottleRequest {

    /**
     * For this long.
     *
     * @param time zero to one day
     */
    record Asked(Duration time) implements ThrottleRequest {}

    /** It names no time. */
    record AskedWithoutTime() implements ThrottleRequest {}

    /** It asks for no pause. */
    record NotAsked() implements ThrottleRequest {}
}
