package io.telltale.poller.secret;

import io.telltale.providers.graph.RefreshTokenStore;
import io.telltale.providers.page.Permit;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.settings.Secret;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The refresh token of one account during one ownership of its partition. It comes from what is
 * committed there and ends with it: an instance that lost the partition cannot commit, so it gets
 * no permit to send the token and cannot replace it.
 *
 * <p>A crash between the provider's answer and our commit costs nothing: the next owner sends the
 * token before, which is good until the one we lost is used, and it never will be.
 */
public final class StoredRefreshToken implements RefreshTokenStore {

    private static final Logger LOG = LoggerFactory.getLogger(StoredRefreshToken.class);

    private final SealedTokens sealed;
    private final Secret configured;
    private final SecretStore store;
    private final Clock clock;
    private volatile RefreshTokens tokens;
    private volatile boolean configuredIsNewer;

    private StoredRefreshToken(
            SealedTokens sealed,
            Secret configured,
            SecretStore store,
            Clock clock,
            RefreshTokens tokens,
            boolean configuredIsNewer) {
        this.sealed = sealed;
        this.configured = configured;
        this.store = store;
        this.clock = clock;
        this.tokens = tokens;
        this.configuredIsNewer = configuredIsNewer;
    }

    /** What became of opening the record of an account. */
    public sealed interface Opening {

        /**
         * It can be used.
         *
         * @param token as it was kept, or as it is configured
         */
        record Opened(StoredRefreshToken token) implements Opening {}

        /**
         * It cannot: the key is another one, or it is no record of ours.
         *
         * @param detail what to do
         */
        record Locked(String detail) implements Opening {}
    }

    /**
     * Opens what is kept of a Graph account. A token that was configured since is taken instead;
     * what was kept is then second choice, where it can be opened, and stays kept until one of them
     * is taken.
     *
     * @param configured the token that a person's sign-in gave
     */
    public static Opening ofGraph(
            String account, Secret configured, TokenCipher cipher, SecretStore store, Clock clock) {
        var sealed = new SealedTokens(cipher, Provider.GRAPH, account, configured);
        if (store.isUnreadable(sealed.key())) {
            return new Opening.Locked(
                    sealed.key()
                            + ": what is kept of its sign-in cannot be read; give the registry its"
                            + " schema back, or delete the record, and restart");
        }
        var record = store.last(sealed.key());
        var opened = record.flatMap(sealed::open);
        var goesOn = record.filter(sealed::beganWithConfigured).isPresent();
        if (goesOn && opened.isEmpty()) {
            return new Opening.Locked(
                    sealed.key()
                            + ": its refresh token was sealed with another key; give that one as"
                            + " TELLTALE_SEAL_KEY_PREVIOUS, or sign in again and configure the"
                            + " token this gives");
        }
        if (record.isPresent() && opened.isEmpty()) {
            LOG.warn("{}: what is kept cannot be opened; the configured token is newer", account);
        }
        opened.filter(SealedTokens.Opened::byFormerKey)
                .ifPresent(old ->
                        store.commit(
                                sealed.key(),
                                sealed.sealedAgain(
                                        old.tokens(), record.orElseThrow(), clock.instant())));
        var token =
                new StoredRefreshToken(
                        sealed,
                        configured,
                        store,
                        clock,
                        opened.map(SealedTokens.Opened::tokens)
                                .orElseGet(() -> new RefreshTokens(configured, Optional.empty())),
                        !goesOn);
        return new Opening.Opened(token);
    }

    @Override
    public List<Secret> candidates() {
        return tokens.candidates(configured, configuredIsNewer);
    }

    /** What is kept is written as it is: nothing is known yet of the token to be sent. */
    @Override
    public Permit permit() {
        var began = System.nanoTime();
        store.commit(
                sealed.key(),
                store.last(sealed.key()).orElseGet(() -> sealed.sealed(tokens, clock.instant())));
        return Permit.ofCommit("refresh", began);
    }

    @Override
    public void keep(Secret used, Secret next) {
        var after = tokens.after(used, next);
        store.commit(sealed.key(), sealed.sealed(after, clock.instant()));
        tokens = after;
        configuredIsNewer = false;
    }
}
