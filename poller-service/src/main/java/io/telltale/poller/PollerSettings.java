package io.telltale.poller;

import io.telltale.poller.identity.DeclaredLinkFile;
import io.telltale.poller.task.PollTaskFile;
import io.telltale.providers.thingspace.ThingSpaceCredentials;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.settings.Secret;
import io.telltale.schemas.settings.Settings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What only the poller needs to know.
 *
 * @param tasks configured poll tasks; written to the task topic when they are not there yet
 * @param links configured links
 * @param thingSpace ThingSpace accounts by name
 * @param xtremepush Xtremepush projects by name
 * @param graph Microsoft Graph accounts by name
 */
record PollerSettings(
        List<PollTask> tasks,
        List<DeviceLink> links,
        Map<String, ThingSpaceAccount> thingSpace,
        Map<String, XtremepushProject> xtremepush,
        Map<String, GraphAccount> graph) {

    /**
     * A ThingSpace account.
     *
     * @param url base address of the API
     * @param credentials how we sign in
     * @param callbackUrl base address of the callback service as ThingSpace reaches it
     * @param callbackUsername user name callbacks have to carry
     * @param callbackPassword password callbacks have to carry
     */
    record ThingSpaceAccount(
            URI url,
            ThingSpaceCredentials credentials,
            URI callbackUrl,
            String callbackUsername,
            Secret callbackPassword) {}

    /**
     * An Xtremepush project.
     *
     * @param url base address of the API in the project's region
     * @param apptoken gives full access to the project
     */
    record XtremepushProject(URI url, Secret apptoken) {}

    /**
     * A personal Microsoft account.
     *
     * @param url base address of Microsoft Graph
     * @param loginUrl base address of the sign-in
     * @param clientId registered application
     * @param clientSecret its secret
     * @param refreshToken first refresh token, from a person's sign-in
     */
    record GraphAccount(
            URI url, URI loginUrl, String clientId, Secret clientSecret, Secret refreshToken) {}

    static PollerSettings read(Settings settings) {
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
                        accounts(settings, "GRAPH", "ACCOUNTS", name -> graph(settings, name)));
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
        return switch (task.getProvider()) {
            case THINGSPACE -> thingSpace.containsKey(task.getAccount());
            case XTREMEPUSH -> xtremepush.containsKey(task.getAccount());
            case GRAPH -> graph.containsKey(task.getAccount());
            case UNKNOWN -> false;
        };
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
                settings.secret(prefix + "CALLBACK_PASSWORD"));
    }

    private static XtremepushProject xtremepush(Settings settings, String name) {
        return new XtremepushProject(
                settings.address("TELLTALE_XTREMEPUSH_URL", "https://external-api.xtremepush.com"),
                settings.secret(
                        "TELLTALE_XTREMEPUSH_%s_APPTOKEN".formatted(Settings.nameOf(name))));
    }

    private static GraphAccount graph(Settings settings, String name) {
        var prefix = "TELLTALE_GRAPH_%s_".formatted(Settings.nameOf(name));
        return new GraphAccount(
                settings.address("TELLTALE_GRAPH_URL", "https://graph.microsoft.com"),
                settings.address("TELLTALE_GRAPH_LOGIN_URL", "https://login.microsoftonline.com"),
                settings.text(prefix + "CLIENT_ID"),
                settings.secret(prefix + "CLIENT_SECRET"),
                settings.secret(prefix + "REFRESH_TOKEN"));
    }
}
