package io.telltale.simulator.xtremepush.signin;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.json.SimulatorJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** A JSON web token by which a client proves that it holds its private key. */
final class Assertion {

    /** Each algorithm that the provider takes, and what it is called here. */
    private static final Map<String, String> ALGORITHMS =
            Map.of(
                    "RS256", "SHA256withRSA",
                    "RS384", "SHA384withRSA",
                    "RS512", "SHA512withRSA",
                    "ES256", "SHA256withECDSAinP1363Format",
                    "ES384", "SHA384withECDSAinP1363Format",
                    "ES512", "SHA512withECDSAinP1363Format");

    private Assertion() {}

    /** The client that an assertion names, signed or not; empty when it names none. */
    static String issuer(String assertion) {
        var parts = assertion.split("\\.", -1);
        return parts.length == 3 ? part(parts[1]).path("iss").asText("") : "";
    }

    /** Whether the key signed it and it has not expired. */
    static boolean holds(String assertion, PublicKey key, Instant now) {
        var parts = assertion.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        var algorithm = ALGORITHMS.get(part(parts[0]).path("alg").asText(""));
        var expires = part(parts[1]).path("exp").asLong(0);
        return algorithm != null
                && now.getEpochSecond() < expires
                && isSigned(algorithm, key, parts[0] + "." + parts[1], parts[2]);
    }

    private static boolean isSigned(
            String algorithm, PublicKey key, String text, String signature) {
        try {
            var check = Signature.getInstance(algorithm);
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.US_ASCII));
            return check.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    private static JsonNode part(String text) {
        try {
            return SimulatorJson.lenient(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return SimulatorJson.lenient(null);
        }
    }
}
