package io.telltale.service.access;

import io.telltale.schemas.digest.Sha256;
import io.telltale.schemas.settings.Secret;
import java.security.MessageDigest;
import java.util.List;

/**
 * A set of accepted tokens. Comparing takes the same time for every token of every length: hashes
 * are compared, all of them, in constant time.
 */
final class Tokens {

    private final List<byte[]> hashes;

    Tokens(List<Secret> tokens) {
        this.hashes = tokens.stream().map(token -> Sha256.of(token.reveal())).toList();
    }

    boolean contain(String presented) {
        var hash = Sha256.of(presented);
        var found = false;
        for (var known : hashes) {
            found |= MessageDigest.isEqual(known, hash);
        }
        return found;
    }
}
