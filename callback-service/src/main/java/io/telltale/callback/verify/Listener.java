package io.telltale.callback.verify;

import io.telltale.schemas.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * What is registered for one account, and how a callback for it is recognised.
 *
 * <p>ThingSpace goes on for some minutes with the old password after a new one is registered, so
 * that the previous one counts as long as it is configured.
 */
public final class Listener {

    private final String account;
    private final byte[] username;
    private final byte[] password;
    private final byte[] previous;

    Listener(String account, String username, Secret password, Optional<Secret> previous) {
        this.account = account;
        this.username = hash(username);
        this.password = hash(password.reveal());
        this.previous = hash(previous.orElse(password).reveal());
    }

    /** Billing account with leading zeros. */
    public String account() {
        return account;
    }

    /**
     * Whether these are the registered credentials. Takes the same time whatever is wrong with
     * them: hashes are compared, and all of them always.
     */
    public boolean accepts(String presentedUsername, Secret presentedPassword) {
        var presented = hash(presentedPassword.reveal());
        var known = MessageDigest.isEqual(password, presented);
        known |= MessageDigest.isEqual(previous, presented);
        known &= MessageDigest.isEqual(username, hash(presentedUsername));
        return known;
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
