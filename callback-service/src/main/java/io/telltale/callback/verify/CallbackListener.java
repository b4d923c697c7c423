package io.telltale.callback.verify;

import io.telltale.providers.thingspace.callback.CredentialMask;
import io.telltale.schemas.digest.Sha256;
import io.telltale.schemas.settings.Secret;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The registered credentials of one account; authenticates its callbacks.
 *
 * <p>ThingSpace uses the old password for some minutes after a new one is registered, so the
 * previous one is accepted while it is configured.
 */
public final class CallbackListener {

    private final String account;
    private final byte[] username;
    private final byte[] previousUsername;
    private final byte[] password;
    private final byte[] previousPassword;
    private final CredentialMask mask;

    CallbackListener(
            String account,
            String username,
            Optional<String> previousUsername,
            Secret password,
            Optional<Secret> previousPassword) {
        this.account = account;
        this.username = Sha256.of(username);
        this.previousUsername = Sha256.of(previousUsername.orElse(username));
        this.password = Sha256.of(password.reveal());
        this.previousPassword = Sha256.of(previousPassword.orElse(password).reveal());
        this.mask =
                new CredentialMask(
                        Stream.of(
                                        Optional.of(new Secret(username)),
                                        previousUsername.map(Secret::new),
                                        Optional.of(password),
                                        previousPassword)
                                .flatMap(Optional::stream)
                                .toList());
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
        var knownPassword =
                isOne(Sha256.of(presentedPassword.reveal()), password, previousPassword);
        var knownUsername = isOne(Sha256.of(presentedUsername), username, previousUsername);
        return knownPassword && knownUsername;
    }

    /** Removes all its credentials from kept bytes. */
    public CredentialMask mask() {
        return mask;
    }

    /** Compares with both, always. */
    private static boolean isOne(byte[] presented, byte[] current, byte[] previous) {
        var known = MessageDigest.isEqual(current, presented);
        known |= MessageDigest.isEqual(previous, presented);
        return known;
    }
}
