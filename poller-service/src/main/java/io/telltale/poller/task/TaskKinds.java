package io.telltale.poller.task;

import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.Provider;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The parameters of each kind of task, their formats, and the end of its id. */
public final class TaskKinds {

    /** Shortest pause between two polls. */
    static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

    /** Longest pause between two polls. */
    static final Duration LONGEST_INTERVAL = Duration.ofDays(30);

    /** Longest that an answer by callback may be waited for. */
    public static final Duration LONGEST_DEADLINE = Duration.ofHours(1);

    private static final Duration SHORTEST_DEADLINE = Duration.ofSeconds(5);
    private static final Duration TEN_YEARS = Duration.ofDays(3660);
    private static final int MOST_IN_FLIGHT = 200;
    private static final String USUAL_SERVICE = "DeviceService";
    private static final String LIVE_SERVICE = "EnhancedConnectivityService";
    private static final String CALLBACKS = "CALLBACKS";
    private static final ValueFormat GRAPH_ID =
            ValueFormat.matching(
                    "an id of Graph, 1 to 256 characters that are safe in a URL path",
                    "[A-Za-z0-9._~:@!$&'()*+,;=-]{1,256}");

    private static final TaskKindRules CAMPAIGNS =
            TaskKindRules.at(Provider.THINGSPACE)
                    .with("api", ValueFormat.oneOf("v2", "v3", "both"))
                    .with("follow", ValueFormat.oneOf("true", "false"))
                    .with("every", ValueFormat.duration(SHORTEST_INTERVAL, LONGEST_INTERVAL));

    private static final TaskKindRules CAMPAIGN =
            TaskKindRules.at(Provider.THINGSPACE)
                    .with("campaignId", ValueFormat.campaignId())
                    .with("api", ValueFormat.oneOf("v2", "v3"))
                    .with("endsOn", ValueFormat.date())
                    .with("afterEnd", ValueFormat.duration(Duration.ZERO, TEN_YEARS))
                    .requiring("campaignId")
                    .ending(parameters -> Optional.ofNullable(parameters.get("campaignId")));

    private static final TaskKindRules HISTORY =
            TaskKindRules.at(Provider.THINGSPACE)
                    .with("device", ValueFormat.device())
                    .with("devices", ValueFormat.devices())
                    .with("campaignId", ValueFormat.campaignId())
                    .with("seen", ValueFormat.oneOf("true"))
                    .with(
                            "name",
                            ValueFormat.matching(
                                    "1 to 64 letters, digits, '.', '_' or '-', not seen or"
                                            + " campaign-…",
                                    "(?!seen$|campaign-)[A-Za-z0-9._-]{1,64}"))
                    .with("from", ValueFormat.time())
                    .with("deadline", ValueFormat.duration(SHORTEST_DEADLINE, LONGEST_DEADLINE))
                    .with("inFlight", ValueFormat.number(1, MOST_IN_FLIGHT))
                    .wantingOneOf("device", "devices", "campaignId", "seen")
                    .ending(TaskKinds::historyOf);

    private static final TaskKindRules LISTENER =
            TaskKindRules.at(Provider.THINGSPACE)
                    .with("service", ValueFormat.oneOf(USUAL_SERVICE, LIVE_SERVICE))
                    .with("drain", ValueFormat.oneOf("POLL", CALLBACKS))
                    .agreeing(TaskKinds::drained)
                    .ending(parameters ->
                            Optional.ofNullable(parameters.get("service"))
                                    .filter(service -> !service.equals(USUAL_SERVICE)));

    /** A row may enter the list later than its create time. */
    private static final Duration SHORTEST_REREAD = Duration.ofMinutes(10);

    private static final TaskKindRules PUSHES =
            TaskKindRules.at(Provider.XTREMEPUSH)
                    .with(
                            "name",
                            ValueFormat.matching(
                                    "1 to 64 letters, digits, '.', '_' or '-'",
                                    "[A-Za-z0-9._-]{1,64}"))
                    .with("condition", PushValueFormats.condition())
                    .with("select", PushValueFormats.columns())
                    .with("order", PushValueFormats.order())
                    .with("limit", ValueFormat.number(2, 5_000))
                    .with("keyset", ValueFormat.oneOf("id"))
                    .with("overlap", ValueFormat.number(1, 2_500))
                    .with("from", ValueFormat.time())
                    .with("reread", ValueFormat.duration(SHORTEST_REREAD, TEN_YEARS))
                    .agreeing(PushValueFormats::together)
                    .ending(parameters -> Optional.ofNullable(parameters.get("name")));

    private static final TaskKindRules COMMAND =
            TaskKindRules.at(Provider.GRAPH)
                    .with("deviceId", GRAPH_ID)
                    .with("commandId", GRAPH_ID)
                    .with("maxAge", ValueFormat.duration(SHORTEST_INTERVAL, TEN_YEARS))
                    .requiring("deviceId", "commandId")
                    .ending(parameters ->
                            Optional.of(
                                    "%s.%s"
                                            .formatted(
                                                    parameters.get("deviceId"),
                                                    parameters.get("commandId"))));

    private TaskKinds() {}

    /** The default pause between two polls; for commands the longest one. */
    static Duration usualInterval(PollKind kind) {
        return kind == PollKind.GRAPH_COMMAND ? Duration.ofMinutes(1) : Duration.ofSeconds(30);
    }

    /** Empty for a kind that nothing can be polled of. */
    static Optional<TaskKindRules> of(PollKind kind) {
        return switch (kind) {
            case THINGSPACE_CAMPAIGNS -> Optional.of(CAMPAIGNS);
            case THINGSPACE_CAMPAIGN -> Optional.of(CAMPAIGN);
            case THINGSPACE_SMS_QUEUE -> Optional.of(TaskKindRules.at(Provider.THINGSPACE));
            case THINGSPACE_SMS_HISTORY -> Optional.of(HISTORY);
            case THINGSPACE_LISTENER -> Optional.of(LISTENER);
            case XTREMEPUSH_PUSH_DEVICES -> Optional.of(PUSHES);
            case GRAPH_COMMAND -> Optional.of(COMMAND);
            case UNKNOWN -> Optional.empty();
        };
    }

    /** Queued messages come by the callbacks of one service only. */
    private static Optional<InvalidPollTaskException.Fault> drained(
            Map<String, String> parameters) {
        return CALLBACKS.equals(parameters.get("drain"))
                        && !LIVE_SERVICE.equals(parameters.get("service"))
                ? Optional.of(
                        new InvalidPollTaskException.Fault(
                                "parameters.drain",
                                "POLL, or CALLBACKS with service " + LIVE_SERVICE,
                                "CALLBACKS with service "
                                        + parameters.getOrDefault("service", USUAL_SERVICE)))
                : Optional.empty();
    }

    /** Of which set: the device, the name of the list, the campaign, or all devices seen. */
    private static Optional<String> historyOf(Map<String, String> parameters) {
        if (parameters.containsKey("device")) {
            return Optional.ofNullable(parameters.get("device"));
        }
        if (parameters.containsKey("devices")) {
            return Optional.ofNullable(parameters.get("name"));
        }
        return Optional.ofNullable(parameters.get("campaignId"))
                .map(campaign -> "campaign-" + campaign)
                .or(() -> Optional.of("seen"));
    }
}
