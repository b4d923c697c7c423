package io.telltale.providers.http;

import io.telltale.providers.json.BodyText;
import io.telltale.providers.json.JsonBody;
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
public record HttpReply(int status, HttpHeaders headers, byte[] body) {

    /** The body as JSON, in whatever charset it is. */
    public JsonBody json() {
        return JsonBody.parse(text());
    }

    /** The body in UTF-8. */
    public byte[] text() {
        return BodyText.utf8(body, BodyText.charset(headers.firstValue("Content-Type")));
    }

    /** Whether the body is empty or only white space. */
    public boolean isBlank() {
        return new String(body, StandardCharsets.UTF_8).isBlank();
    }
}
