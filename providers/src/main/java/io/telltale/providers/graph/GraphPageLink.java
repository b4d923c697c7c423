package io.telltale.providers.graph;

import io.telltale.providers.http.HttpCall;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Path and query of a page of devices, whole and as Graph gave them. Only of device lists: whoever
 * passes one back to us must not make us read anything else in the account's name.
 *
 * @param pathAndQuery encoded, from {@code /beta/} on
 */
public record GraphPageLink(String pathAndQuery) {

    private static final int LONGEST = 4 * 1024;
    private static final Pattern OF_DEVICES =
            Pattern.compile(
                    "/beta/(?:[A-Za-z0-9%._~!$'()*+,;:@=&-]+/){1,3}devices(?:\\?[A-Za-z0-9%._~!$'()*+,;:@/?=&-]*)?");

    /** What leads out of the path, as it is or encoded, and what is no encoding. */
    private static final Pattern LEADS_AWAY =
            Pattern.compile("/\\.{1,2}/|^[^?]*%(?:2[eEfF]|5[cC])|%(?![0-9A-Fa-f]{2})");

    /** The link, if it leads to a list of devices. */
    public static Optional<GraphPageLink> of(String pathAndQuery) {
        return pathAndQuery.length() <= LONGEST
                        && OF_DEVICES.matcher(pathAndQuery).matches()
                        && !LEADS_AWAY.matcher(pathAndQuery).find()
                ? Optional.of(new GraphPageLink(pathAndQuery))
                : Optional.empty();
    }

    /** The link of an address that Graph gave, if it is on this host. */
    static Optional<GraphPageLink> of(URI address, URI base) {
        var prefix = Optional.ofNullable(base.getRawPath()).orElse("");
        var path = Optional.ofNullable(address.getRawPath()).orElse("");
        var sameHost =
                base.getScheme().equalsIgnoreCase(address.getScheme())
                        && base.getHost().equalsIgnoreCase(address.getHost())
                        && portOf(base) == portOf(address)
                        && address.getRawUserInfo() == null
                        && path.startsWith(prefix);
        var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return sameHost ? of(path.substring(prefix.length()) + query) : Optional.empty();
    }

    private static int portOf(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    HttpCall call() {
        return HttpCall.getRaw(pathAndQuery);
    }
}
