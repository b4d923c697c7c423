package io.telltale.providers.xtremepush;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.providers.json.JsonBody;
import io.telltale.schemas.settings.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** A private RSA key that signs JSON web tokens by RS256 (RFC 7515, 7519, 7523). */
public final class SigningKey {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final RSAPrivateKey key;
    private final Optional<String> keyId;

    private SigningKey(RSAPrivateKey key, Optional<String> keyId) {
        this.key = key;
        this.keyId = keyId;
    }

    /**
     * Reads a key.
     *
     * @param pem PKCS #8, {@code -----BEGIN PRIVATE KEY-----}
     * @param keyId by which the provider knows it, where it wants one
     * @throws IllegalArgumentException if it is no such key; the message quotes nothing of it
     */
    public static SigningKey of(Secret pem, Optional<String> keyId) {
        try {
            var base64 = pem.reveal().replaceAll("-----(BEGIN|END) PRIVATE KEY-----|\\s", "");
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
            if (KeyFactory.getInstance("RSA").generatePrivate(spec) instanceof RSAPrivateKey key) {
                return new SigningKey(key, keyId);
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // reported below without the cause, which may quote the key
        }
        throw new IllegalArgumentException("expected an RSA key as PEM, PKCS #8, not encrypted");
    }

    /**
     * A signed statement that the bearer is this client, good for five minutes and once.
     *
     * @param audience the receiver that verifies it
     */
    Secret assertion(String clientId, String audience, Instant now) {
        var header = JsonBody.object().put("alg", "RS256").put("typ", "JWT");
        keyId.ifPresent(id -> header.put("kid", id));
        var claims =
                JsonBody.object()
                        .put("iss", clientId)
                        .put("sub", clientId)
                        .put("aud", audience)
                        .put("iat", now.getEpochSecond())
                        .put("exp", now.plus(LIFE).getEpochSecond())
                        .put("jti", UUID.randomUUID().toString());
        var signed = encoded(header) + "." + encoded(claims);
        return new Secret(signed + "." + BASE64.encodeToString(signature(signed)));
    }

    private static String encoded(ObjectNode part) {
        return BASE64.encodeToString(JsonBody.bytes(part));
    }

    private byte[] signature(String text) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs by SHA-256 with RSA", e);
        }
    }
}
