package io.telltale.providers.http;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/**
 * An answer with HTTP 2xx.
 *
 * @param status HTTP status
 * @param headers its headers
 * @param body its body, perhaps empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(int status, HttpHeaders headers, byte[] body) {

    /** Whether the body is empty or only white space. */
    public boolean isBlank() {
        return new String(body, StandardCharsets.UTF_8).isBlank();
    }
}
