package io.telltale.simulator.xtremepush;

import io.micronaut.http.MutableHttpResponse;
import io.telltale.simulator.wire.JsonResponses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Xtremepush's envelope, which repeats the HTTP status in its body. */
public final class XtremepushAnswers {

    private XtremepushAnswers() {}

    public static MutableHttpResponse<byte[]> data(Object data) {
        var body = envelope(200, true);
        body.put("data", data);
        return JsonResponses.ok(body);
    }

    public static MutableHttpResponse<byte[]> failure(int status, String message) {
        return failure(status, status, message);
    }

    /** Too many requests by the envelope alone. */
    public static MutableHttpResponse<byte[]> throttledInside200() {
        return failure(200, 429, "The rate limit is used up");
    }

    /** The envelope with the members that OAuth requires. */
    public static MutableHttpResponse<byte[]> signIn(int status, String error, String message) {
        var body = envelope(status, false);
        body.put("message", message);
        body.put("error", error);
        body.put("error_description", message);
        return JsonResponses.json(status, body);
    }

    private static MutableHttpResponse<byte[]> failure(int status, int code, String message) {
        var body = envelope(code, false);
        body.put("message", message);
        body.put("errors", List.of(message));
        return JsonResponses.json(status, body);
    }

    private static Map<String, Object> envelope(int code, boolean success) {
        var body = new LinkedHashMap<String, Object>();
        body.put("code", code);
        body.put("success", success);
        return body;
    }
}
