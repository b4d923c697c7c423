package io.telltale.localstack.check.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Compares answers with what may be answered, after a run. For several threads. */
final class AnswerJudge {

    private static final JsonMapper JSON = new JsonMapper();

    /** An older answer may not say that something is unknown. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final RefGroups groups;
    private final DeviceJudge devices = new DeviceJudge();
    private final DeviceListJudge lists;
    private final CampaignJudge campaigns;
    private final Map<String, CampaignArrivals> records;

    /** Takes every record that arrived in the run. */
    AnswerJudge(List<Arrival> arrivals) {
        this.groups = new RefGroups(arrivals);
        this.records = CampaignArrivals.of(arrivals);
        this.lists = new DeviceListJudge(groups);
        this.campaigns = new CampaignJudge(records, groups);
    }

    /** Judges an answer that is none of 503. */
    Verdict judge(ReadAnswer answer) {
        var asOf = answer.asOf();
        if (asOf == null) {
            return new Verdict.Wrong("it has no as-of");
        }
        if (!answer.isFound() && asOf.plus(FRESH).isBefore(answer.sentAt())) {
            return new Verdict.Wrong("it is answered as unknown, and is as of " + asOf);
        }
        var times = new Answered(asOf, answer.answeredAt());
        var body = body(answer);
        return switch (answer.read().kind()) {
            case DEVICES -> lists.judge(answer.read().subject(), times, body);
            case CAMPAIGN -> campaigns.campaign(answer, times, body);
            case MEMBERS -> campaigns.members(answer, times, body);
            case CAMPAIGNS -> campaigns.list(times, body);
            case UNKNOWN ->
                    answer.isFound() ? new Verdict.Wrong("it is of no device") : Verdict.RIGHT;
            case DEVICE, TASKS, SMS, TIMELINE, PUSH_ACTIONS, IDENTITY ->
                    ofDevice(answer, times, body);
        };
    }

    private Verdict ofDevice(ReadAnswer answer, Answered times, JsonNode body) {
        var group = groups.of(answer.read().subject());
        if (group.isEmpty()) {
            return answer.isFound() ? new Verdict.Wrong("no record names it") : Verdict.RIGHT;
        }
        if (group.get().isTooLarge()) {
            return Verdict.OPEN;
        }
        var worlds = group.get().between(times.asOf(), times.answeredAt());
        return worlds.isEmpty() ? Verdict.OPEN : devices.judge(answer, body, worlds);
    }

    private static JsonNode body(ReadAnswer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("expected JSON: " + answer, e);
        }
    }

    /** Whether what is asked for was there at a time: lists always are. */
    boolean isKnown(Read read, Instant time) {
        return switch (read.kind()) {
            case DEVICES, CAMPAIGNS -> true;
            case UNKNOWN, IDENTITY -> false;
            case CAMPAIGN, MEMBERS -> {
                var campaign = records.get(read.subject());
                yield campaign != null && campaign.isKnown(time);
            }
            case DEVICE, TASKS, SMS, TIMELINE, PUSH_ACTIONS ->
                    groups.of(read.subject())
                            .filter(group -> !group.isTooLarge())
                            .map(group -> group.seenAt(time).world().refs())
                            .filter(refs -> refs.contains(read.subject()))
                            .isPresent();
        };
    }
}
