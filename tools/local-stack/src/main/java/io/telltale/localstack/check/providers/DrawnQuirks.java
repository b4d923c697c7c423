package io.telltale.localstack.check.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;

/**
 * How the providers behave in one run, where their pages are silent or contradict themselves: the
 * same for the same seed. Left out is what no client could get through without losing something, or
 * without a person.
 *
 * @param closedCommand id of the command of Graph that no token opens; empty where there is none
 * @param quirks for the simulator
 */
record DrawnQuirks(Optional<String> closedCommand, ObjectNode quirks) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PUSH_FAILS = "pushFailsInside200";
    private static final String PUSH_THROTTLES = "pushThrottlesInside200";

    /** Draws them for a fleet. */
    static DrawnQuirks of(long seed, JsonNode fleet) {
        var random = new SplittableRandom(seed ^ 0x5eed_0ddL);
        var quirks = JSON.createObjectNode();
        signIn(quirks, random);
        campaigns(quirks, random);
        messages(quirks, random);
        histories(quirks, random);
        pushes(quirks, random);
        var closed = commands(quirks, random, fleet);
        return new DrawnQuirks(closed, quirks);
    }

    /**
     * The same without those that make requests fail now and then: while they do, some poll has
     * always failed last.
     */
    DrawnQuirks withoutFailures() {
        return new DrawnQuirks(
                closedCommand, quirks.deepCopy().put(PUSH_FAILS, 0).put(PUSH_THROTTLES, 0));
    }

    private static void signIn(ObjectNode quirks, SplittableRandom random) {
        quirks.put("expiredSessionStatus", oneOf(random, List.of(400, 401)))
                .put("wrongBearer", oneOf(random, List.of("json401", "xml403")))
                .put("loginEndsEarlierSessions", random.nextBoolean())
                .put("loginSaysExpiresIn", random.nextBoolean())
                .put("expiresInCountsDown", random.nextBoolean())
                .put("expiresInMissing", random.nextBoolean());
    }

    private static void campaigns(ObjectNode quirks, SplittableRandom random) {
        quirks.put("campaignPageSize", random.nextInt(400, 1_001))
                .put("campaignListPageSize", random.nextInt(1, 101))
                .put("totalDeviceAsString", random.nextBoolean())
                .put("accountNameInReport", random.nextBoolean())
                .put("firmwareListPath", oneOf(random, List.of("both", "documented", "sdk")));
    }

    private static void messages(ObjectNode quirks, SplittableRandom random) {
        quirks.put("smsBlockSize", random.nextInt(50, 101))
                .put(
                        "locationStyle",
                        oneOf(
                                random,
                                List.of("RELATIVE_WITHOUT_BASE", "RELATIVE_WITH_BASE", "ABSOLUTE")))
                .put("numericToken", random.nextBoolean())
                .put("strayBrace", random.nextBoolean())
                .put("otherCharset", 0.08)
                .put("listWithoutPasswords", 0.5);
    }

    private static void histories(ObjectNode quirks, SplittableRandom random) {
        quirks.put("historyNames", oneOf(random, List.of("lower", "capitals")))
                .put("historyAsArray", random.nextBoolean())
                .put("singleEventAsObject", random.nextBoolean())
                .put("historyUnderOtherId", 0.1)
                .put("unnamedHistory", 0.08)
                .put("callbackBeforeAnswer", 0.1)
                .put("unknownRequestId", 0.05);
    }

    private static void pushes(ObjectNode quirks, SplittableRandom random) {
        quirks.put("pushMaximumLimit", random.nextInt(300, 1_001))
                .put("pushAbsentMembers", oneOf(random, List.of("inTurn", "null", "leftOut")))
                .put("pushIdsAsText", random.nextBoolean())
                .put(PUSH_FAILS, 0.05)
                .put(PUSH_THROTTLES, 0.05)
                .put("pushTokenLifetime", oneOf(random, List.of("PT30S", "PT1H")));
    }

    private static Optional<String> commands(
            ObjectNode quirks, SplittableRandom random, JsonNode fleet) {
        quirks.put(
                        "graphCommandForm",
                        oneOf(
                                random,
                                List.of("inTurn", "wrapped", "bare", "nullText", "wrappedArray")))
                .put("graphInlineResponse", random.nextBoolean())
                .put("graphFailureStatus", oneOf(random, List.of(500, 502, 503, 504)))
                .put("graphLowerInnerError", random.nextBoolean())
                .put("graphTokenLifetime", oneOf(random, List.of("PT1M", "PT59M59S")))
                .put("graphRefreshRotation", oneOf(random, List.of("UNTIL_USED", "LENIENT")));
        var ids =
                StreamSupport.stream(fleet.path("graphAccounts").spliterator(), false)
                        .flatMap(account ->
                                StreamSupport.stream(account.path("commands").spliterator(), false))
                        .map(command -> command.path("commandId").asText())
                        .toList();
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        var closed = ids.get(random.nextInt(ids.size()));
        quirks.put("graphUnauthorizedCommand", closed);
        return Optional.of(closed);
    }

    private static <T> T oneOf(SplittableRandom random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
