package io.telltale.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.RunningSimulator.Answer;
import io.telltale.simulator.thingspace.CallbackListener;
import io.telltale.simulator.thingspace.ThingSpaceCaller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every answer of the simulator has what the providers' models require: their pages, examples and
 * generated clients.
 */
@Tag("slow")
class AnswersTest {

    private static final String ACCOUNT = RunningSimulator.ACCOUNT;
    private static final String FIRMWARE = "0000123456-00003";

    /** Members of each model: name, and type; a type that ends in {@code ?} may be null. */
    private static final Map<String, String> MODELS =
            Map.ofEntries(
                    Map.entry(
                            "OAuthToken",
                            "access_token text, token_type text, expires_in number, scope text"),
                    Map.entry("Session", "sessionToken text"),
                    Map.entry("NewPassword", "newPassword text"),
                    Map.entry(
                            "CampaignDevices",
                            "totalDevice number, hasMoreData flag, lastSeenDeviceId text,"
                                    + " maxPageSize number, deviceList list"),
                    Map.entry("V2DeviceStatus", "deviceId text, status text"),
                    Map.entry(
                            "V3DeviceStatus", "deviceId text, status text, recentAttemptTime text"),
                    Map.entry(
                            "CampaignList",
                            "hasMoreData flag, lastSeenCampaignId text, campaignList list"),
                    Map.entry(
                            "V2Campaign",
                            "accountName text, id text, softwareName text, distributionType text,"
                                    + " softwareFrom text, softwareTo text, make text, model text,"
                                    + " startDate text, endDate text, status text"),
                    Map.entry(
                            "V3Campaign",
                            "accountName text, id text, firmwareName text, protocol text,"
                                    + " firmwareFrom text, firmwareTo text, make text, model text,"
                                    + " startDate text, endDate text, campaignTimeWindowList list,"
                                    + " status text"),
                    Map.entry(
                            "V3CampaignInformation",
                            "autoAssignLicenseFlag flag, autoAddDevicesFlag flag"),
                    Map.entry("TimeWindow", "startTime number, endTime number"),
                    Map.entry(
                            "DeviceUpgrade",
                            "deviceId text, campaignId text, accountName text, startDate text,"
                                    + " status text"),
                    Map.entry("HistoryRequest", "requestId text"),
                    Map.entry(
                            "Callback",
                            "username text, password text, requestId text, callbackCount number,"
                                    + " maxCallbackThreshold number"),
                    Map.entry("SmsHistory", "deviceId object, smsEvents list"),
                    Map.entry("DeviceId", "id text, kind text"),
                    Map.entry(
                            "SmsEvent",
                            "timestamp text, smsType text, message text, encoding text,"
                                    + " deliveryStatus text"),
                    Map.entry("Fault", "faultcode text, faultstring text"),
                    Map.entry("LiveCallbackSms", "deviceIds list, smsMessage text, timestamp text"),
                    Map.entry("SmsBlock", "messages list, hasMoreData flag"),
                    Map.entry("QueuedSms", "deviceIds list, message text, timestamp text"),
                    Map.entry("StartCallbacks", "success flag"),
                    Map.entry(
                            "Listener",
                            "accountName text, serviceName text, url text, username text,"
                                    + " password text"),
                    Map.entry("ListenerChange", "accountName text, serviceName text"),
                    Map.entry("GatewayFault", "code text, message text, description text"),
                    Map.entry("ServiceError", "errorCode text, errorMessage text"),
                    Map.entry("OAuthError", "error text, error_description text"),
                    Map.entry("PushDevices", "code number, success flag, data list"),
                    Map.entry(
                            "PushDevice",
                            "action_id number, campaign_id number, create_time number,"
                                    + " device_id number, error_message text?"),
                    Map.entry(
                            "PushFailure", "code number, success flag, message text, errors list"),
                    Map.entry("PushToken", "access_token text, token_type text, expires_in number"),
                    Map.entry(
                            "GraphToken",
                            "token_type text, scope text, expires_in number, access_token text,"
                                    + " refresh_token text"),
                    Map.entry(
                            "GraphDevice",
                            "name text, id text, status text, platform text, kind text, model text,"
                                    + " manufacturer text"),
                    Map.entry(
                            "GraphDeviceInCapitals",
                            "Name text, id text, Status text, Platform text, Kind text, Model text,"
                                    + " Manufacturer text"),
                    Map.entry(
                            "GraphCommand",
                            "id text, status text, type text?, appServiceName text?,"
                                    + " packageFamilyName text?, error text?,"
                                    + " permissionTicket text?, postBackUri text?,"
                                    + " payload object?"),
                    Map.entry(
                            "PayloadResponse",
                            "@odata.context text, MsIgnoredParameter number, CreationDate text,"
                                    + " Type text"),
                    Map.entry("GraphError", "code text, message text, innerError object"),
                    Map.entry("InnerError", "date text, request-id text, client-request-id text"));

    private final Set<String> asked = new TreeSet<>();
    private final Set<String> held = new TreeSet<>();
    private RunningSimulator simulator;
    private ThingSpaceCaller caller;

    @BeforeEach
    void start(@TempDir Path data) {
        simulator =
                RunningSimulator.on(
                        data,
                        Map.of(
                                "TELLTALE_SIMULATOR_FLEET", "streams",
                                "TELLTALE_SIMULATOR_LIFE", "PT5M"));
        simulator.clock().move(Duration.ofMinutes(4));
        simulator.quirks(
                """
                {"callbackDelay":"PT0S","redeliverHistory":false,"anyCallbackPort":true,
                 "unknownDevice":"faultCallback","pushAbsentMembers":"null",
                 "graphCommandForm":"bare"}\
                """);
        caller = ThingSpaceCaller.signedIn(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void everyAnswerHasWhatItsModelRequires() throws IOException, InterruptedException {
        signIns();
        campaigns("v2", ACCOUNT, caller);
        campaigns("v3", FIRMWARE, ThingSpaceCaller.signedIn(simulator, "demo-key-" + FIRMWARE));
        try (var listener = new CallbackListener()) {
            listeners(listener);
            histories(listener);
            messages(listener);
        }
        pushes();
        commands();
        errors();

        assertThat(asked).isEqualTo(simulator.providerRoutes());
        assertThat(held).isEqualTo(new TreeSet<>(MODELS.keySet()));
    }

    private void signIns() {
        asked("POST /api/ts/v1/oauth2/token", "POST /api/m2m/v1/session/login");
        holds("OAuthToken", ThingSpaceCaller.token(simulator, "demo-key:demo-secret"));
        holds("Session", ThingSpaceCaller.login(simulator, caller.bearer(), "demo-password"));
        var other = ThingSpaceCaller.signedIn(simulator, "demo-key-0000123456-00004");
        asked("PUT /api/m2m/v1/session/password/actions/reset", "POST /api/m2m/v1/session/logout");
        holds(
                "NewPassword",
                simulator.put(
                        "/api/m2m/v1/session/password/actions/reset",
                        "{\"oldPassword\":\"demo-password\"}",
                        "Authorization",
                        "Bearer " + other.bearer(),
                        "VZ-M2M-Token",
                        other.session(),
                        "Content-Type",
                        "application/json"));
        holds("Session", other.post("/api/m2m/v1/session/logout", ""));
        asked("POST /api/ts/v1/oauth2/revoke");
        var revoked =
                simulator.post(
                        "/api/ts/v1/oauth2/revoke",
                        "grant_type=client_credentials&token=" + other.bearer(),
                        "Authorization",
                        "Basic " + basic("demo-key-0000123456-00004:demo-secret"),
                        "Content-Type",
                        "application/x-www-form-urlencoded");
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.text()).isEmpty();
    }

    private static String basic(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private void campaigns(String version, String account, ThingSpaceCaller owner) {
        var reports = "/api/fota/%s/reports/%s".formatted(version, account);
        asked("GET /api/fota/{version:v2|v3}/reports/{account}/campaigns");
        var list = owner.get(reports + "/campaigns?campaignStatus=CampaignScheduled");
        holds("CampaignList", list);
        var campaign = list.body().at("/campaignList/0");
        var model = version.equals("v3") ? "V3Campaign" : "V2Campaign";
        holds(model, campaign);
        holds(
                "TimeWindow",
                campaign.at(
                        version.equals("v3")
                                ? "/campaignTimeWindowList/0"
                                : "/downloadTimeWindowList/0"));
        var id = campaign.path("id").asText();
        asked("GET /api/fota/{version:v2|v3}/campaigns/{account}/{campaignId}");
        var one = owner.get("/api/fota/%s/campaigns/%s/%s".formatted(version, account, id));
        holds(model, one);
        asked("GET /api/fota/{version:v2|v3}/reports/{account}/campaigns/{campaignId}/devices");
        var devices = owner.get(reports + "/campaigns/" + id + "/devices");
        holds("CampaignDevices", devices);
        var rows = devices.body().path("deviceList");
        rows.forEach(row -> holds(version.equals("v3") ? "V3DeviceStatus" : "V2DeviceStatus", row));
        asked("GET /api/fota/{version:v2|v3}/reports/{account}/devices/{imei}");
        var imei = rows.at("/0/deviceId").asText();
        holds("DeviceUpgrade", owner.get(reports + "/devices/" + imei).body().path(0));
        if (version.equals("v3")) {
            holds("V3CampaignInformation", one);
            asked("GET /api/fota/v3/reports/{account}/firmware/campaigns");
            var path = "/firmware/campaigns?campaignStatus=CampaignScheduled";
            holds("CampaignList", owner.get(reports + path));
        }
    }

    private void listeners(CallbackListener listener) {
        var callbacks = "/api/m2m/v1/callbacks/" + ACCOUNT;
        asked(
                "POST /api/m2m/v1/callbacks/{account}",
                "GET /api/m2m/v1/callbacks/{account}",
                "DELETE /api/m2m/v1/callbacks/{account}/name/{service}");
        caller.listen("CarrierService", listener.url());
        holds("ListenerChange", caller.delete(callbacks + "/name/CarrierService"));
        holds("ListenerChange", caller.listen(listener.url()));
        holds("Listener", caller.get(callbacks).body().path(0));
    }

    private void histories(CallbackListener listener) throws InterruptedException {
        asked("POST /api/m2m/v1/devices/sms/history/actions/list");
        var known =
                simulator
                        .get("/simulator/fleet")
                        .body()
                        .at("/accounts/0/historyDevices/0")
                        .asText()
                        .split(":", 2);
        var request = "{\"deviceId\":{\"id\":\"%s\",\"kind\":\"%s\"}}";
        holds("HistoryRequest", caller.history(request.formatted(known[1], known[0])));
        var callback = listener.next().body();
        holds("Callback", callback);
        var history = callback.at("/deviceResponse/smsEventHistoryResponse");
        holds("SmsHistory", history);
        holds("DeviceId", history.path("deviceId"));
        assertThat(history.path("smsEvents")).isNotEmpty();
        history.path("smsEvents")
                .forEach(event -> {
                    holds("SmsEvent", event);
                    assertThat(event.has("sentTo")).isNotEqualTo(event.has("sentFrom"));
                });
        holds("HistoryRequest", caller.history(request.formatted("899999", "iccid")));
        var fault = listener.next().body();
        holds("Callback", fault);
        holds("Fault", fault.path("faultResponse"));
    }

    private void messages(CallbackListener listener) throws InterruptedException {
        asked(
                "GET /api/m2m/v1/sms/{account}/history",
                "PUT /api/m2m/v1/sms/{account}/{verb:STARTCALLBACKS}");
        var block = caller.queue("");
        holds("SmsBlock", block);
        block.body()
                .path("messages")
                .forEach(message -> {
                    holds("QueuedSms", message);
                    message.path("deviceIds").forEach(id -> holds("DeviceId", id));
                });
        caller.listen("EnhancedConnectivityService", listener.url());
        holds("StartCallbacks", caller.put("/api/m2m/v1/sms/%s/startCallbacks".formatted(ACCOUNT)));
        var live = listener.next().body();
        holds("Callback", live);
        holds("LiveCallbackSms", live);
    }

    private void pushes() {
        asked("POST /api/oauth/token", "POST /api/external/list/push-devices");
        holds(
                "PushToken",
                simulator.post(
                        "/api/oauth/token",
                        "grant_type=client_credentials&client_id=check-2-client"
                                + "&client_secret=check-2-secret",
                        "Content-Type",
                        "application/x-www-form-urlencoded"));
        var answer =
                push(
                        """
                        {"apptoken":"check-1-apptoken","condition":[["device_id",">",0]]}\
                        """);
        holds("PushDevices", answer);
        answer.body().path("data").forEach(row -> holds("PushDevice", row));
        holds("PushFailure", push("{\"apptoken\":\"wrong\"}"));
    }

    private Answer push(String body) {
        return simulator.post(
                "/api/external/list/push-devices", body, "Content-Type", "application/json");
    }

    private void commands() {
        asked("POST /{tenant:consumers|common}/oauth2/v2.0/token", "GET /beta/me/devices");
        var token =
                simulator.post(
                        "/consumers/oauth2/v2.0/token",
                        "client_id=demo-client&client_secret=demo-client-secret"
                                + "&grant_type=refresh_token&refresh_token=demo-refresh-token");
        holds("GraphToken", token);
        var bearer = "Bearer " + token.body().path("access_token").asText();
        var devices = graph(bearer, "").body();
        devices.path("value").forEach(device -> holds("GraphDeviceInCapitals", device));
        var device = devices.at("/value/0/id").asText();
        asked(
                "POST /beta/me/devices/{deviceId}/{segment:commands?}",
                "GET /beta/me/devices/{deviceId}/{segment:commands?}/{commandId}",
                "GET /beta/me/devices/{deviceId}/{segment:commands?}/{commandId}/{part:RESPONSEPAYLOAD}");
        var sent =
                simulator.post(
                        "/beta/me/devices/" + device + "/commands",
                        "{\"type\":\"LaunchUri\",\"payload\":{\"uri\":\"https://bing.com\"}}",
                        "Authorization",
                        bearer);
        assertThat(sent.status()).isEqualTo(201);
        holds("GraphCommand", sent);
        var path = "/" + device + "/commands/" + sent.body().path("id").asText();
        holds("GraphCommand", graph(bearer, path));
        var answered =
                simulator.lines("/simulator/state?system=graph-response").getFirst().path("fact");
        holds(
                "PayloadResponse",
                graph(
                        bearer,
                        "/%s/commands/%s/responsePayload"
                                .formatted(
                                        answered.path("deviceId").asText(),
                                        answered.path("commandId").asText())));
        var error = graph("Bearer none", "").body().path("error");
        holds("GraphError", error);
        holds("InnerError", error.path("innerError"));
        simulator.quirks("{\"graphCapitalDeviceNames\":false}");
        graph(bearer, "").body().path("value").forEach(each -> holds("GraphDevice", each));
    }

    private Answer graph(String bearer, String path) {
        return simulator.get("/beta/me/devices" + path, "Authorization", bearer);
    }

    private void errors() {
        holds("GatewayFault", simulator.get("/api/m2m/v1/nothing").body().path("fault"));
        holds("ServiceError", caller.get("/api/m2m/v1/sms/0000000000-00000/history"));
        holds("ServiceError", caller.get("/api/fota/v2/reports/none/campaigns/none/devices"));
        holds(
                "OAuthError",
                simulator.post(
                        "/consumers/oauth2/v2.0/token",
                        "client_id=demo-client&grant_type=password"));
    }

    private void asked(String... routes) {
        asked.addAll(List.of(routes));
    }

    private void holds(String model, Answer answer) {
        assertThat(answer.body().isMissingNode()).as("%s: %s", model, answer.text()).isFalse();
        holds(model, answer.body());
    }

    private void holds(String model, JsonNode value) {
        held.add(model);
        for (var member : Objects.requireNonNull(MODELS.get(model), model).split(", ", -1)) {
            var name = member.substring(0, member.indexOf(' '));
            var type = member.substring(member.indexOf(' ') + 1);
            assertThat(isOf(type, value.path(name)))
                    .as("%s has %s as %s: %s", model, name, type, value)
                    .isTrue();
        }
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "text" -> value.isTextual();
            case "number" -> value.isIntegralNumber();
            case "flag" -> value.isBoolean();
            case "list" -> value.isArray();
            case "object" -> value.isObject();
            case "text?", "object?" -> value.isNull() || isOf(type.replace("?", ""), value);
            default -> throw new IllegalArgumentException(type);
        };
    }
}
