package io.telltale.simulator.xtremepush.signin;

import io.micronaut.http.HttpRequest;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.wire.Authorization;
import io.telltale.simulator.wire.UrlEncodedForm;
import java.util.HashMap;
import java.util.Map;

/**
 * A request to the token endpoint: a form or JSON, with id and secret in the body or as basic
 * credentials; every missing part is empty.
 *
 * @param assertion a signed token of the client's own
 */
record TokenRequest(String grantType, String clientId, String clientSecret, String assertion) {

    static TokenRequest of(HttpRequest<?> request, byte[] body) {
        var fields = fields(body);
        Authorization.basic(request)
                .ifPresent(basic -> {
                    fields.put("client_id", basic.getUsername());
                    fields.put("client_secret", basic.getPassword());
                });
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
                .forEach(member -> fields.put(member.getKey(), member.getValue().asText()));
        return fields;
    }

    @Override
    public String toString() {
        return "token request of " + clientId;
    }
}
