package io.telltale.poller.secret;

import io.telltale.schemas.settings.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The refresh tokens of an account, in clear.
 *
 * @param current the one that was given last
 * @param previous the one before it; good for as long as the current one was never used
 */
record RefreshTokens(Secret current, Optional<Secret> previous) {

    /**
     * Both, and the configured one, the most likely first, each once.
     *
     * @param isNewer whether the configured one came after them
     */
    List<Secret> candidates(Secret configured, boolean isNewer) {
        var byValue = new LinkedHashMap<String, Secret>();
        if (isNewer) {
            byValue.put(configured.reveal(), configured);
        }
        byValue.putIfAbsent(current.reveal(), current);
        previous.ifPresent(token -> byValue.putIfAbsent(token.reveal(), token));
        byValue.putIfAbsent(configured.reveal(), configured);
        return List.copyOf(byValue.values());
    }

    /** After a token was taken and another one given, or the same one. */
    RefreshTokens after(Secret used, Secret next) {
        if (!next.reveal().equals(used.reveal())) {
            return new RefreshTokens(next, Optional.of(used));
        }
        return used.reveal().equals(current.reveal())
                ? this
                : new RefreshTokens(used, Optional.empty());
    }
}
