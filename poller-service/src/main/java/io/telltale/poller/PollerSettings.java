package io.telltale.poller;

import io.telltale.poller.identity.DeclaredLinkFile;
import io.telltale.poller.secret.TokenCipher;
import io.telltale.poller.task.PollTaskFile;
import io.telltale.poller.task.TaskKinds;
import io.telltale.providers.graph.GraphCredentials;
import io.telltale.providers.proxy.ProxySettings;
import io.telltale.providers.thingspace.signin.ThingSpaceCredentials;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.settings.Secret;
import io.telltale.schemas.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What only the poller needs to know.
 *
 * @param tasks configured poll tasks; written to the task topic when they are not there yet
 * @param links configured links
 * @param thingSpace ThingSpace accounts by name
 * @param xtremepush Xtremepush projects by name
 * @param graph Microsoft Graph accounts by name
 * @param answersKept how long answers that came by callback are kept for their polls
 * @param finishedTasksKept how long tasks that no file names are kept after their end
 * @param proxies how providers are reached
 */
record PollerSettings(
        List<PollTask> tasks,
        List<DeviceLink> links,
        Map<String, ThingSpaceAccount> thingSpace,
        Map<String, XtremepushProject> xtremepush,
        Map<String, GraphAccount> graph,
        Duration answersKept,
        Duration finishedTasksKept,
        ProxySettings proxies) {

    private static final int USUAL_REQUESTS = 600;

    /** A sign-in has to leave within seconds of its commit, so it cannot wait long in the queue. */
    private static final int FEWEST_OF_GRAPH = 30;

    /**
     * A ThingSpace account.
     *
     * @param url base address of the API
     * @param credentials how we sign in
     * @param callbackUrl base address of the callback service as ThingSpace reaches it
     * @param callbackUsername user name callbacks have to carry
     * @param callbackPassword password callbacks have to carry
     * @param requestsPerMinute how often the account is asked at most, sign-ins included
     */
    record ThingSpaceAccount(
            URI url,
            ThingSpaceCredentials credentials,
            URI callbackUrl,
            String callbackUsername,
            Secret callbackPassword,
            int requestsPerMinute) {}

    /**
     * A personal Microsoft account.
     *
     * @param url base address of Microsoft Graph
     * @param loginUrl base address of the sign-in
     * @param clientId registered application
     * @param clientSecret its secret
     * @param refreshToken first refresh token, from a person's sign-in
     * @param scope what a token is asked for
     * @param seal what the tokens after it are sealed with
     * @param requestsPerMinute how often the account is asked at most, sign-ins included
     */
    record GraphAccount(
            URI url,
            URI loginUrl,
            String clientId,
            Secret clientSecret,
            Secret refreshToken,
            String scope,
            TokenCipher seal,
            int requestsPerMinute) {}

    static PollerSettings read(Settings settings) {
        var seal = TokenCipher.read(settings, !settings.list("TELLTALE_GRAPH_ACCOUNTS").isEmpty());
        var read =
                new PollerSettings(
                        PollTaskFile.read(settings),
                        DeclaredLinkFile.read(settings),
                        accounts(
                                settings,
                                "THINGSPACE",
                                "ACCOUNTS",
                                name -> thingSpace(settings, name)),
                        accounts(
                                settings,
                                "XTREMEPUSH",
                                "PROJECTS",
                                name -> xtremepush(settings, name)),
                        accounts(
                                settings, "GRAPH", "ACCOUNTS", name -> graph(settings, name, seal)),
                        settings.duration(
                                "TELLTALE_ANSWERS_KEPT",
                                Duration.ofHours(2),
                                TaskKinds.LONGEST_DEADLINE,
                                Duration.ofDays(7)),
                        settings.duration(
                                "TELLTALE_FINISHED_TASKS_KEPT",
                                Duration.ofDays(30),
                                Duration.ofHours(1),
                                Duration.ofDays(3650)),
                        ProxySettings.read(settings));
        read.tasks().stream()
                .filter(task -> !read.knows(task))
                .forEach(task ->
                        settings.fault(
                                "TELLTALE_POLL_TASKS_FILE",
                                "about configured accounts only",
                                task.getId(),
                                task));
        return read;
    }

    private boolean knows(PollTask task) {
        return accountsOf(task.getProvider()).contains(task.getAccount());
    }

    /** Names of the configured accounts at a provider. */
    Set<String> accountsOf(Provider provider) {
        return switch (provider) {
            case THINGSPACE -> thingSpace.keySet();
            case XTREMEPUSH -> xtremepush.keySet();
            case GRAPH -> graph.keySet();
            case UNKNOWN -> Set.of();
        };
    }

    private static int requestsPerMinute(Settings settings, String prefix, int fewest) {
        return settings.number(prefix + "REQUESTS_PER_MINUTE", USUAL_REQUESTS, fewest, 1_000_000);
    }

    private static <T> Map<String, T> accounts(
            Settings settings, String provider, String list, Function<String, T> read) {
        var accounts = new LinkedHashMap<String, T>();
        settings.list("TELLTALE_%s_%s".formatted(provider, list))
                .forEach(name -> accounts.put(name, read.apply(name)));
        return Map.copyOf(accounts);
    }

    private static ThingSpaceAccount thingSpace(Settings settings, String name) {
        var prefix = "TELLTALE_THINGSPACE_%s_".formatted(Settings.nameOf(name));
        return new ThingSpaceAccount(
                settings.address("TELLTALE_THINGSPACE_URL", "https://thingspace.verizon.com"),
                new ThingSpaceCredentials(
                        settings.text(prefix + "KEY"),
                        settings.secret(prefix + "SECRET"),
                        settings.text(prefix + "USERNAME"),
                        settings.secret(prefix + "PASSWORD")),
                settings.address("TELLTALE_CALLBACK_URL"),
                settings.text(prefix + "CALLBACK_USERNAME"),
                settings.secret(prefix + "CALLBACK_PASSWORD"),
                requestsPerMinute(settings, prefix, 1));
    }

    private static XtremepushProject xtremepush(Settings settings, String name) {
        var prefix = "TELLTALE_XTREMEPUSH_%s_".formatted(Settings.nameOf(name));
        return XtremepushProject.read(settings, prefix, requestsPerMinute(settings, prefix, 1));
    }

    private static GraphAccount graph(Settings settings, String name, TokenCipher seal) {
        var prefix = "TELLTALE_GRAPH_%s_".formatted(Settings.nameOf(name));
        return new GraphAccount(
                settings.address("TELLTALE_GRAPH_URL", "https://graph.microsoft.com"),
                settings.address("TELLTALE_GRAPH_LOGIN_URL", "https://login.microsoftonline.com"),
                settings.text(prefix + "CLIENT_ID"),
                settings.secret(prefix + "CLIENT_SECRET"),
                settings.secret(prefix + "REFRESH_TOKEN"),
                settings.text(prefix + "SCOPE", GraphCredentials.USUAL_SCOPE),
                seal,
                requestsPerMinute(settings, prefix, FEWEST_OF_GRAPH));
    }
}
