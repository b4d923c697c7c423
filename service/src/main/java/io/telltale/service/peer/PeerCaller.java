package io.telltale.service.peer;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The caller that an instance reads partitions of another one for, in the headers of that request.
 *
 * @param role of the caller, in capitals
 * @param accounts that it may see: {@value #ALL}, or their ids
 */
public record PeerCaller(String role, String accounts) {

    /** Header with the role. */
    public static final String ROLE = "Telltale-Caller-Role";

    /** Header with the accounts. */
    public static final String ACCOUNTS = "Telltale-Caller-Accounts";

    /** Accounts of a caller that may see each of them. */
    public static final String ALL = "all";

    /** The right that every read of a user requires; of this release all callers see the same. */
    public static final PeerCaller READER = new PeerCaller("READ", ALL);

    private static final Set<String> MAY_READ = Set.of("READ", "ADMIN");
    private static final Pattern ROLES = Pattern.compile("[A-Z_]{1,32}");

    /** The caller in these headers; empty where one is missing or is none. */
    public static Optional<PeerCaller> read(@Nullable String role, @Nullable String accounts) {
        return role == null
                        || !ROLES.matcher(role).matches()
                        || accounts == null
                        || accounts.isBlank()
                ? Optional.empty()
                : Optional.of(new PeerCaller(role, accounts));
    }

    /** Whether its role may read. A role that this release does not know may not. */
    public boolean mayRead() {
        return MAY_READ.contains(role);
    }

    /** Whether no account is kept from it. */
    public boolean seesAllAccounts() {
        return accounts.equals(ALL);
    }
}
