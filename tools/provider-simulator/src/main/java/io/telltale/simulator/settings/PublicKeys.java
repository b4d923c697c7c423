package io.telltale.simulator.settings;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads public keys. */
final class PublicKeys {

    private static final List<String> ALGORITHMS = List.of("RSA", "EC");

    private PublicKeys() {}

    /** A key between {@code BEGIN PUBLIC KEY} and its end; empty when it is none. */
    static Optional<PublicKey> ofPem(String pem) {
        var content = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            var bytes = Base64.getDecoder().decode(content);
            return ALGORITHMS.stream().flatMap(name -> of(name, bytes).stream()).findFirst();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> of(String algorithm, byte[] bytes) {
        try {
            var spec = new X509EncodedKeySpec(bytes);
            return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(spec));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }
}
