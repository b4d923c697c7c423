package io.telltale.localstack.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The simulator's accounts at each provider, and a poller's variables for them.
 *
 * @param thingSpace billing accounts
 * @param pushProjects projects of Xtremepush
 * @param graph names of personal accounts at Microsoft; all have the same demonstration credentials
 */
public record SimulatedAccounts(
        List<ThingSpaceAccountPlan> thingSpace,
        List<PushProjectPlan> pushProjects,
        List<String> graph) {

    /** Those of the providers' own examples. */
    static final SimulatedAccounts DEMO =
            new SimulatedAccounts(
                    List.of(ThingSpaceAccountPlan.DEMO),
                    List.of(PushProjectPlan.DEMO),
                    List.of("demo"));

    /** Credentials and names; addresses are set elsewhere. */
    Map<String, String> variables() {
        var variables = new HashMap<>(thingSpaceVariables());
        variables.put(
                "TELLTALE_XTREMEPUSH_PROJECTS",
                names(pushProjects.stream().map(PushProjectPlan::name).toList()));
        for (var project : pushProjects) {
            var prefix = prefix("XTREMEPUSH", project.name());
            project.apptoken().ifPresent(token -> variables.put(prefix + "APPTOKEN", token));
            project.clientId().ifPresent(id -> variables.put(prefix + "CLIENT_ID", id));
            project.clientSecret()
                    .ifPresent(secret -> variables.put(prefix + "CLIENT_SECRET", secret));
        }
        variables.put("TELLTALE_GRAPH_ACCOUNTS", names(graph));
        for (var account : graph) {
            var prefix = prefix("GRAPH", account);
            variables.put(prefix + "CLIENT_ID", "demo-client");
            variables.put(prefix + "CLIENT_SECRET", "demo-client-secret");
            variables.put(prefix + "REFRESH_TOKEN", "demo-refresh-token");
        }
        return variables;
    }

    /** How ThingSpace is signed in to and calls back; only what a service asks is read. */
    Map<String, String> thingSpaceVariables() {
        var variables = new HashMap<String, String>();
        variables.put(
                "TELLTALE_THINGSPACE_ACCOUNTS",
                names(thingSpace.stream().map(ThingSpaceAccountPlan::name).toList()));
        for (var account : thingSpace) {
            var prefix = prefix("THINGSPACE", account.name());
            variables.put(prefix + "KEY", account.key());
            variables.put(prefix + "SECRET", "demo-secret");
            variables.put(prefix + "USERNAME", account.username());
            variables.put(prefix + "PASSWORD", "demo-password");
            variables.put(prefix + "CALLBACK_USERNAME", "demo-callback");
            variables.put(prefix + "CALLBACK_PASSWORD", "demo-callback-password");
        }
        return variables;
    }

    /** So many requests a minute for each of them. */
    Map<String, String> budgets(int requestsPerMinute) {
        var variables = new HashMap<String, String>();
        thingSpace.forEach(
                account -> budget(variables, "THINGSPACE", account.name(), requestsPerMinute));
        pushProjects.forEach(
                project -> budget(variables, "XTREMEPUSH", project.name(), requestsPerMinute));
        graph.forEach(account -> budget(variables, "GRAPH", account, requestsPerMinute));
        return variables;
    }

    private static void budget(
            Map<String, String> variables, String provider, String account, int requestsPerMinute) {
        variables.put(
                prefix(provider, account) + "REQUESTS_PER_MINUTE",
                Integer.toString(requestsPerMinute));
    }

    private static String prefix(String provider, String account) {
        return "TELLTALE_%s_%s_"
                .formatted(provider, account.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String names(List<String> names) {
        return String.join(",", names);
    }
}
