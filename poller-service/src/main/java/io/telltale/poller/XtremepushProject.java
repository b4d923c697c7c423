package io.telltale.poller;

import io.telltale.providers.xtremepush.PushCredentials;
import io.telltale.providers.xtremepush.SigningKey;
import io.telltale.schemas.settings.Secret;
import io.telltale.schemas.settings.Settings;
import java.net.URI;
import java.util.Map;

/**
 * An Xtremepush project.
 *
 * @param url base address of the API in the project's region
 * @param credentials how it lets us in
 * @param requestsPerMinute how often the project is asked at most, sign-ins included
 */
record XtremepushProject(URI url, PushCredentials credentials, int requestsPerMinute) {

    private static final String URL = "TELLTALE_XTREMEPUSH_URL";
    private static final URI NOWHERE = URI.create("http://localhost");
    private static final Map<String, String> REGIONS =
            Map.of(
                    "EU", "https://external-api.xtremepush.com",
                    "US", "https://api.us.xtremepush.com");

    /**
     * Reads what is configured of one.
     *
     * @param prefix of its variables
     */
    static XtremepushProject read(Settings settings, String prefix, int requestsPerMinute) {
        return new XtremepushProject(
                url(settings, prefix), credentials(settings, prefix), requestsPerMinute);
    }

    private static URI url(Settings settings, String prefix) {
        var region = settings.text(prefix + "REGION", "EU");
        var host = REGIONS.get(region);
        if (host == null) {
            return settings.fault(prefix + "REGION", "EU or US", region, NOWHERE);
        }
        var own = prefix + "URL";
        return settings.address(settings.optional(own).isPresent() ? own : URL, host);
    }

    private static PushCredentials credentials(Settings settings, String prefix) {
        var clientId = settings.optional(prefix + "CLIENT_ID");
        if (clientId.isEmpty()) {
            return new PushCredentials.Apptoken(settings.secret(prefix + "APPTOKEN"));
        }
        if (settings.optional(prefix + "APPTOKEN").isPresent()) {
            settings.fault(
                    prefix + "CLIENT_ID", "left out beside APPTOKEN", clientId.get(), clientId);
        }
        var key = settings.optional(prefix + "PRIVATE_KEY");
        if (key.isEmpty()) {
            return new PushCredentials.ClientSecret(
                    clientId.get(), settings.secret(prefix + "CLIENT_SECRET"));
        }
        if (settings.optional(prefix + "CLIENT_SECRET").isPresent()) {
            settings.fault(
                    prefix + "CLIENT_SECRET", "left out beside PRIVATE_KEY", "given", clientId);
        }
        return key(settings, prefix, clientId.get(), new Secret(key.get()));
    }

    private static PushCredentials key(
            Settings settings, String prefix, String clientId, Secret pem) {
        try {
            return new PushCredentials.PrivateKey(
                    clientId, SigningKey.of(pem, settings.optional(prefix + "KEY_ID")));
        } catch (IllegalArgumentException e) {
            return settings.fault(
                    prefix + "PRIVATE_KEY",
                    "an RSA key as PEM, PKCS #8, not encrypted",
                    "something else",
                    new PushCredentials.ClientSecret(clientId, pem));
        }
    }
}
