package io.telltale.poller.secret;

import io.telltale.schemas.digest.Sha256;
import io.telltale.schemas.record.AccountSecret;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.settings.Secret;
import io.telltale.schemas.topic.AccountPartition;
import java.time.Instant;
import java.util.Optional;

/** Encrypts the tokens of one account into a record and decrypts them. */
final class SealedTokens {

    private final TokenCipher cipher;
    private final Provider provider;
    private final String account;
    private final String key;
    private final String origin;

    /**
     * For one account.
     *
     * @param configured the token that a person's sign-in gave
     */
    SealedTokens(TokenCipher cipher, Provider provider, String account, Secret configured) {
        this.cipher = cipher;
        this.provider = provider;
        this.account = account;
        this.key = AccountPartition.nameOf(provider, account);
        this.origin = Sha256.hex(key + "/" + configured.reveal());
    }

    /** The key of the record. */
    String key() {
        return key;
    }

    /** Whether the record began with the token that is configured now. */
    boolean beganWithConfigured(AccountSecret secret) {
        return secret.getOrigin().equals(origin);
    }

    /** Tokens that go on from the configured one. */
    AccountSecret sealed(RefreshTokens tokens, Instant at) {
        return sealed(tokens, origin, at);
    }

    /** The same tokens as in a record, which goes on from where it began. */
    AccountSecret sealedAgain(RefreshTokens tokens, AccountSecret before, Instant at) {
        return sealed(tokens, before.getOrigin(), at);
    }

    private AccountSecret sealed(RefreshTokens tokens, String began, Instant at) {
        return AccountSecret.newBuilder()
                .setProvider(provider)
                .setAccount(account)
                .setCurrent(cipher.seal(tokens.current(), current()))
                .setPrevious(
                        tokens.previous().map(token -> cipher.seal(token, previous())).orElse(null))
                .setOrigin(began)
                .setSealedAt(at)
                .build();
    }

    /**
     * What a record holds.
     *
     * @param byFormerKey whether it should be written again
     */
    record Opened(RefreshTokens tokens, boolean byFormerKey) {}

    /** Empty when a part of it was sealed with a key we do not have. */
    Optional<Opened> open(AccountSecret secret) {
        var current = cipher.open(secret.getCurrent(), current());
        var sealedPrevious = Optional.ofNullable(secret.getPrevious());
        var previous = sealedPrevious.flatMap(bytes -> cipher.open(bytes, previous()));
        if (sealedPrevious.isPresent() && previous.isEmpty()) {
            return Optional.empty();
        }
        return current.map(opened ->
                new Opened(
                        new RefreshTokens(
                                opened.secret(), previous.map(TokenCipher.Opened::secret)),
                        opened.byFormerKey()));
    }

    private String current() {
        return key + "/current";
    }

    private String previous() {
        return key + "/previous";
    }
}
