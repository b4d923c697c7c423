package io.telltale.simulator.wire;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code application/x-www-form-urlencoded} bodies; of a repeated field the first counts. */
public final class UrlEncodedForm {

    private UrlEncodedForm() {}

    public static Map<String, String> of(byte @Nullable [] body) {
        if (body == null) {
            return Map.of();
        }
        var text = new String(body, StandardCharsets.UTF_8);
        var fields = new HashMap<String, String>();
        new QueryStringDecoder(text, StandardCharsets.UTF_8, false)
                .parameters()
                .forEach((name, values) -> fields.put(name, values.getFirst()));
        return fields;
    }
}
