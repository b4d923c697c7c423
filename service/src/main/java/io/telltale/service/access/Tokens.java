package io.telltale.service.access;

import io.telltale.schemas.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A set of accepted tokens. Comparing takes the same time for every token of every length: hashes
 * are compared, all of them, in constant time.
 */
final class Tokens {

    private final List<byte[]> hashes;

    Tokens(List<Secret> tokens) {
        this.hashes = tokens.stream().map(token -> hash(token.reveal())).toList();
    }

    boolean contain(String presented) {
        var hash = hash(presented);
        var found = false;
        for (var known : hashes) {
            found |= MessageDigest.isEqual(known, hash);
        }
        return found;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
