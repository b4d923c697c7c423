package io.telltale.poller.secret;

import io.telltale.schemas.settings.Secret;
import io.telltale.schemas.settings.Settings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-256-GCM, each under a fresh random nonce. What is sealed opens only where
 * it was sealed for: the place is authenticated with it.
 */
public final class TokenCipher {

    private static final String NAME = "TELLTALE_SEAL_KEY";
    private static final byte FORMAT = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final Optional<SecretKey> before;
    private final SecureRandom random = new SecureRandom();

    private TokenCipher(SecretKey key, Optional<SecretKey> before) {
        this.key = key;
        this.before = before;
    }

    /**
     * Reads {@code TELLTALE_SEAL_KEY}, and {@code TELLTALE_SEAL_KEY_PREVIOUS} while the key is
     * being changed.
     *
     * @param needed whether there is something to seal
     */
    public static TokenCipher read(Settings settings, boolean needed) {
        var given = key(settings, NAME);
        if (needed && given.isEmpty()) {
            settings.fault(NAME, "base64 of 32 random bytes, since there is a token", "nothing", 0);
        }
        return new TokenCipher(
                given.orElseGet(() -> new SecretKeySpec(new byte[KEY_BYTES], "AES")),
                key(settings, NAME + "_PREVIOUS"));
    }

    private static Optional<SecretKey> key(Settings settings, String name) {
        return settings.optional(name)
                .map(text -> {
                    var bytes = bytes(text);
                    return bytes.length == KEY_BYTES
                            ? new SecretKeySpec(bytes, "AES")
                            : settings.fault(
                                    name,
                                    "base64 of 32 random bytes",
                                    "something else",
                                    new SecretKeySpec(new byte[KEY_BYTES], "AES"));
                });
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /**
     * A secret that was sealed.
     *
     * @param secret in clear
     * @param byFormerKey whether it should be sealed again
     */
    record Opened(Secret secret, boolean byFormerKey) {}

    /** The secret for this place only. */
    ByteBuffer seal(Secret secret, String place) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var text = secret.reveal().getBytes(StandardCharsets.UTF_8);
            var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(text);
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(FORMAT)
                    .put(nonce)
                    .put(sealed)
                    .flip();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java does not seal with AES-256-GCM", e);
        }
    }

    /** Empty when it was sealed with a key we do not have, for another place, or was changed. */
    Optional<Opened> open(ByteBuffer sealed, String place) {
        return Stream.concat(
                        open(sealed, place, key).map(secret -> new Opened(secret, false)).stream(),
                        before
                                .flatMap(former -> open(sealed, place, former))
                                .map(secret -> new Opened(secret, true))
                                .stream())
                .findFirst();
    }

    private static Optional<Secret> open(ByteBuffer sealed, String place, SecretKey key) {
        var rest = sealed.duplicate();
        if (rest.remaining() <= 1 + NONCE_BYTES || rest.get() != FORMAT) {
            return Optional.empty();
        }
        var nonce = new byte[NONCE_BYTES];
        rest.get(nonce);
        var text = new byte[rest.remaining()];
        rest.get(text);
        try {
            var clear = cipher(Cipher.DECRYPT_MODE, key, nonce, place).doFinal(text);
            return Optional.of(new Secret(new String(clear, StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String place)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
