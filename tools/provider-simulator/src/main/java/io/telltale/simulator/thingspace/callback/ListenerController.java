package io.telltale.simulator.thingspace.callback;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.settings.SimulatorSettings;
import io.telltale.simulator.switches.CallbackQuirks.RegisterAgain;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.Asker;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.wire.RequestNumber;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registration of callback listeners: list, register, deregister.
 *
 * <p>Plain http is accepted, as on a loopback no public certificate is to be had. The effect of a
 * second registration is not documented, and a quirk.
 */
@Controller("/api/m2m/v1/callbacks/{account}")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
record ListenerController(
        Listeners listeners, Asker asker, Switches switches, SimulatorSettings settings) {

    private static final int LONGEST_CREDENTIAL = 40;
    private static final Set<String> SERVICES =
            Set.of(
                    "AlertService",
                    "CarrierService",
                    "DevicePRLInformation",
                    "DeviceProfileService",
                    "DeviceService",
                    "DeviceSuspensionStatus",
                    "DeviceUsage",
                    "DiagnosticsService",
                    "EnhancedConnectivityService",
                    "ExternalProvisioningChanges",
                    "NiddService",
                    "PromoChanges",
                    "ResumeTrackingNotification",
                    "SMSDeliveryConfirmation",
                    "StateService",
                    "SubscriptionNotificationService");

    private record Registered(String accountName, String serviceName) {}

    /** A list, or an answer without any body when nothing is registered. */
    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request, @PathVariable String account) {
        var registered = listeners.of(asker.own(request, account).name());
        if (registered.isEmpty()) {
            return HttpResponse.ok();
        }
        var rows = registered.stream().map(SimulatorJson::object).toList();
        var random = SeededRandom.of(settings.seed(), 10, RequestNumber.of(request));
        if (random.nextDouble() < switches.quirks().callback().listWithoutPasswords()) {
            // as the list page's own example
            rows.forEach(row -> row.remove(List.of("username", "password")));
        }
        return JsonResponses.ok(rows);
    }

    @Post
    HttpResponse<byte[]> register(
            HttpRequest<?> request, @PathVariable String account, @Body byte @Nullable [] body) {
        var own = asker.own(request, account).name();
        var asked = SimulatorJson.lenient(body);
        var service = asked.path("name").asText();
        var username = asked.path("username").asText("");
        var password = asked.path("password").asText("");
        refuseUnless(SERVICES.contains(service), "The service name is missing or not known.");
        refuseUnless(
                isAllowed(asked.path("url").asText()),
                "The URL is missing, not valid or uses a port that is not allowed.");
        refuseUnless(
                switches.quirks().callback().registerAgain() == RegisterAgain.REPLACES
                        || listeners.find(own, service).isEmpty(),
                "A listener is already registered for this service.");
        refuseUnless(
                Math.max(username.length(), password.length()) <= LONGEST_CREDENTIAL,
                "username and password may have 40 characters.");
        var url = URI.create(asked.path("url").asText());
        listeners.register(new SimulatedListener(own, service, url, username, password));
        return JsonResponses.ok(new Registered(own, service));
    }

    @Delete("/name/{service}")
    HttpResponse<byte[]> deregister(
            HttpRequest<?> request, @PathVariable String account, @PathVariable String service) {
        var own = asker.own(request, account).name();
        refuseUnless(listeners.remove(own, service), "No listener is registered for this service.");
        return JsonResponses.ok(new Registered(own, service));
    }

    private static void refuseUnless(boolean valid, String message) {
        if (!valid) {
            throw ThingSpaceErrors.m2m("REQUEST_FAILED.UnexpectedError", message);
        }
    }

    private boolean isAllowed(String url) {
        try {
            var uri = URI.create(url);
            return uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && (switches.quirks().callback().anyCallbackPort() || isAllowed(uri.getPort()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isAllowed(int port) {
        return port == -1
                || port == 80
                || port == 443
                || (port >= 9_001 && port <= 9_006)
                || (port >= 50_551 && port <= 50_559)
                || (port >= 28_200 && port <= 28_220);
    }
}
