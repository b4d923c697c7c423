package io.telltale.simulator.xtremepush.signin;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.wire.UrlEncodedForm;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What a client asks the token endpoint, as a form or as JSON, its id and secret in the body or as
 * basic credentials; what is left out is empty.
 *
 * @param assertion a signed token of the client's own
 */
record TokenRequest(String grantType, String clientId, String clientSecret, String assertion) {

    private static final String BASIC = "Basic ";

    static TokenRequest of(HttpRequest<?> request, byte[] body) {
        var fields = fields(body);
        fields.putAll(basic(request.getHeaders().get("Authorization", String.class).orElse("")));
        var assertion = fields.getOrDefault("assertion", "");
        return new TokenRequest(
                fields.getOrDefault("grant_type", ""),
                fields.getOrDefault("client_id", Assertion.issuer(assertion)),
                fields.getOrDefault("client_secret", ""),
                assertion);
    }

    private static Map<String, String> fields(byte[] body) {
        var json = SimulatorJson.lenient(body);
        if (!json.isObject()) {
            return new HashMap<>(UrlEncodedForm.of(body));
        }
        var fields = new HashMap<String, String>();
        json.properties().stream()
                .filter(member -> member.getValue().isTextual())
                .forEach(member -> fields.put(member.getKey(), text(member.getValue())));
        return fields;
    }

    private static String text(JsonNode value) {
        return value.asText();
    }

    private static Map<String, String> basic(String authorization) {
        if (!authorization.startsWith(BASIC)) {
            return Map.of();
        }
        try {
            var bytes = Base64.getDecoder().decode(authorization.substring(BASIC.length()));
            var pair = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
            return pair.length == 2
                    ? Map.of("client_id", pair[0], "client_secret", pair[1])
                    : Map.of();
        } catch (IllegalArgumentException _) {
            return Map.of();
        }
    }

    @Override
    public String toString() {
        return "token request of " + clientId;
    }
}
