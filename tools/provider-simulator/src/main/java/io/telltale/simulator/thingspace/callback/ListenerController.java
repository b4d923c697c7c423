package io.telltale.simulator.thingspace.callback;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registration of callback listeners: list, register, deregister.
 *
 * <p>Plain http is accepted, as on a loopback no public certificate is to be had. What a second
 * registration does is not documented, and a switch.
 */
@Controller("/api/m2m/v1/callbacks/{account}")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ListenerController {

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

    private final Listeners listeners;
    private final Asker asker;
    private final Switches switches;
    private final long seed;

    ListenerController(
            Listeners listeners, Asker asker, Switches switches, SimulatorSettings settings) {
        this.listeners = listeners;
        this.asker = asker;
        this.switches = switches;
        this.seed = settings.seed();
    }

    /** A listener as the list page's own example has it. */
    private record Unguarded(String accountName, String serviceName, URI url) {

        static Unguarded of(SimulatedListener listener) {
            return new Unguarded(listener.accountName(), listener.serviceName(), listener.url());
        }
    }

    private record Registered(String accountName, String serviceName) {}

    /** A list, or an answer without any body when nothing is registered. */
    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request, @PathVariable String account) {
        if (asker.own(request, account).isEmpty()) {
            return ThingSpaceErrors.unknownAccount();
        }
        var registered = listeners.of(account);
        if (registered.isEmpty()) {
            return HttpResponse.ok();
        }
        var random = SeededRandom.of(seed, 10, RequestNumber.of(request));
        return random.nextDouble() < switches.quirks().callback().listWithoutPasswords()
                ? JsonResponses.ok(registered.stream().map(Unguarded::of).toList())
                : JsonResponses.ok(registered);
    }

    @Post
    HttpResponse<byte[]> register(
            HttpRequest<?> request, @PathVariable String account, @Body byte @Nullable [] body) {
        if (asker.own(request, account).isEmpty()) {
            return ThingSpaceErrors.unknownAccount();
        }
        var asked = SimulatorJson.lenient(body);
        var service = asked.path("name").asText();
        var fault = faultOf(account, service, asked);
        if (fault.isPresent()) {
            return fault.get();
        }
        listeners.register(
                new SimulatedListener(
                        account,
                        service,
                        URI.create(asked.path("url").asText()),
                        asked.path("username").asText(""),
                        asked.path("password").asText("")));
        return JsonResponses.ok(new Registered(account, service));
    }

    @Delete("/name/{service}")
    HttpResponse<byte[]> deregister(
            HttpRequest<?> request, @PathVariable String account, @PathVariable String service) {
        if (asker.own(request, account).isEmpty()) {
            return ThingSpaceErrors.unknownAccount();
        }
        return listeners.remove(account, service)
                ? JsonResponses.ok(new Registered(account, service))
                : ThingSpaceErrors.m2m(
                        "REQUEST_FAILED.UnexpectedError",
                        "No listener is registered for this service.");
    }

    private Optional<HttpResponse<byte[]>> faultOf(
            String account, String service, JsonNode request) {
        if (!SERVICES.contains(service)) {
            return refused("The service name is missing or not known.");
        }
        if (!isAllowed(request.path("url").asText())) {
            return refused("The URL is missing, not valid or uses a port that is not allowed.");
        }
        if (switches.quirks().callback().registerAgain() == RegisterAgain.REFUSES
                && listeners.find(account, service).isPresent()) {
            return refused("A listener is already registered for this service.");
        }
        return request.path("username").asText("").length() > LONGEST_CREDENTIAL
                        || request.path("password").asText("").length() > LONGEST_CREDENTIAL
                ? refused("username and password may have 40 characters.")
                : Optional.empty();
    }

    private boolean isAllowed(String url) {
        try {
            var uri = URI.create(url);
            return uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && (switches.quirks().callback().anyCallbackPort() || isAllowedPort(uri));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isAllowedPort(URI uri) {
        var port = uri.getPort();
        return port == -1
                || port == 80
                || port == 443
                || (port >= 9_001 && port <= 9_006)
                || (port >= 50_551 && port <= 50_559)
                || (port >= 28_200 && port <= 28_220);
    }

    private static Optional<HttpResponse<byte[]>> refused(String message) {
        return Optional.of(ThingSpaceErrors.m2m("REQUEST_FAILED.UnexpectedError", message));
    }
}
