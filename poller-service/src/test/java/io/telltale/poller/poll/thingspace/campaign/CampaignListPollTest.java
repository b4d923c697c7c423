package io.telltale.poller.poll.thingspace.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.poll.PollInputs;
import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.PollResult;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.campaign.CampaignListEntry;
import io.telltale.providers.thingspace.campaign.CampaignListPage;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.Provider;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CampaignListPollTest {

    private static final LocalDate RUNNING = LocalDate.parse("2026-12-01");

    private final PollInputs inputs = new PollInputs();
    private final Map<String, Answer<CampaignListPage>> lists = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    @Test
    void requestsEveryStateOfBothVersions_oneListPerPoll() {
        var last = scan(Map.of());

        assertThat(asked).hasSize(16).doesNotHaveDuplicates();
        assertThat(asked.getFirst()).isEqualTo("v2/CampaignRequestPending/0");
        assertThat(asked.getLast()).isEqualTo("v3/CampaignEnded/0");
        assertThat(PollInputs.health(last).orElseThrow().getScan().getNumber()).isEqualTo(1);
    }

    @Test
    void whatIsFoundIsPublishedAndPolled_once() {
        lists.put("v3/CampaignScheduled/0", list(campaign("c1", "CampaignScheduled", RUNNING)));

        var first = writes(Map.of());
        var second = writes(Map.of());

        assertThat(infos(first)).containsExactly("c1 CampaignScheduled");
        assertThat(found(first))
                .containsExactly(Map.of("campaignId", "c1", "api", "v3", "endsOn", "2026-12-01"));
        assertThat(infos(second)).isEmpty();
        assertThat(found(second)).isEmpty();
    }

    @Test
    void aPageThatIsToBeSkippedIsFollowedByTheNextList_andTheScanIsNotWhole() {
        lists.put(
                "v2/CampaignRequestPending/0",
                new Answer.Unreadable<>(new byte[] {'{'}, "expected JSON"));
        var poll = new CampaignListPoll(DiscoverySettings.of(task(Map.of())), this::answer);
        var failed = (PollResult.Failed) poll.poll(inputs.next());
        inputs.skip(failed.page().orElseThrow().digest());

        var last = scan(Map.of());

        assertThat(asked).hasSize(17);
        assertThat(PollInputs.health(last).orElseThrow().getScan()).isNull();
    }

    @Test
    void aCampaignThatMovesToAnotherListIsPublishedOnceMore_neverAsGone() {
        lists.put("v2/CampaignScheduled/0", list(campaign("c1", "CampaignScheduled", RUNNING)));
        writes(Map.of());
        lists.clear();
        assertThat(infos(writes(Map.of()))).isEmpty();
        lists.put("v2/CampaignEnded/0", list(campaign("c1", "CampaignEnded", RUNNING)));

        assertThat(infos(writes(Map.of()))).containsExactly("c1 CampaignEnded");
        assertThat(infos(writes(Map.of()))).isEmpty();
    }

    @Test
    void aCampaignThatEndedLongAgoIsPublished_butNotPolled() {
        lists.put(
                "v2/CampaignEnded/0",
                list(campaign("c1", "CampaignEnded", LocalDate.parse("2026-11-01"))));

        var writes = writes(Map.of());

        assertThat(infos(writes)).hasSize(1);
        assertThat(found(writes)).isEmpty();
    }

    @Test
    void addsNoTask_whenFollowIsFalse() {
        lists.put("v2/CampaignEnded/0", list(campaign("c1", "CampaignEnded", RUNNING)));

        assertThat(found(writes(Map.of("follow", "false")))).isEmpty();
        assertThat(found(writes(Map.of("follow", "true")))).hasSize(1);
    }

    @Test
    void followsTheCursorThroughAList_butNotInACircle() {
        lists.put("v2/CampaignEnded/0", list("c1", campaign("c1", "CampaignEnded", RUNNING)));
        lists.put("v2/CampaignEnded/c1", list("c1", campaign("c2", "CampaignEnded", RUNNING)));

        var last = scan(Map.of("api", "v2"));

        assertThat(asked).hasSize(9);
        assertThat(PollInputs.health(last).orElseThrow().getLastError().getType())
                .isEqualTo("INCOMPLETE_SCAN");
    }

    @Test
    void aListThatIsRefusedHoldsUpNoOther_andTheScanIsNotWhole() {
        lists.put(
                "v2/CampaignRequestPending/0",
                new Answer.Refused<>(400, "INVALID_PARAMETER", "campaignStatus"));
        lists.put("v2/CampaignEnded/0", list(campaign("c1", "CampaignEnded", RUNNING)));

        var last = scan(Map.of("api", "v2"));

        assertThat(infos(last.outputs())).containsExactly("c1 CampaignEnded");
        assertThat(PollInputs.health(last).orElseThrow().getScan()).isNull();
    }

    private List<PollOutput> writes(Map<String, String> parameters) {
        var writes = new ArrayList<PollOutput>();
        scan(parameters, writes);
        return writes;
    }

    private PollResult.Answered scan(Map<String, String> parameters) {
        return scan(parameters, new ArrayList<>());
    }

    private PollResult.Answered scan(Map<String, String> parameters, List<PollOutput> writes) {
        var settings = DiscoverySettings.of(task(parameters));
        var poll = new CampaignListPoll(settings, this::answer);
        while (true) {
            var result = inputs.committed(poll.poll(inputs.next()));
            writes.addAll(result.outputs());
            if (result.progress().getCursor() == null) {
                return result;
            }
        }
    }

    private Answer<CampaignListPage> answer(CampaignListPosition place) {
        asked.add(place.toString());
        return lists.getOrDefault(place.toString(), list());
    }

    private static PollTask task(Map<String, String> parameters) {
        return PollTask.newBuilder()
                .setId("thingspace.0000123456-00001.thingspace-campaigns")
                .setKind(PollKind.THINGSPACE_CAMPAIGNS)
                .setProvider(Provider.THINGSPACE)
                .setAccount("0000123456-00001")
                .setParameters(parameters)
                .setIntervalMillis(60_000)
                .build();
    }

    private static Answer<CampaignListPage> list(CampaignListEntry... campaigns) {
        return new Answer.Got<>(new CampaignListPage(rows(campaigns), false, Optional.empty()));
    }

    private static Answer<CampaignListPage> list(String next, CampaignListEntry... campaigns) {
        return new Answer.Got<>(new CampaignListPage(rows(campaigns), true, Optional.of(next)));
    }

    private static List<Row<CampaignListEntry>> rows(CampaignListEntry... campaigns) {
        return Stream.of(campaigns).<Row<CampaignListEntry>>map(Row.Good::new).toList();
    }

    private static CampaignListEntry campaign(String id, String status, LocalDate ends) {
        return new CampaignListEntry(
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.of(status),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(ends),
                Optional.empty());
    }

    private static List<String> infos(List<PollOutput> writes) {
        return writes.stream()
                .filter(PollOutput.CampaignInfo.class::isInstance)
                .map(write -> ((PollOutput.CampaignInfo) write).campaign())
                .map(it -> it.getCampaignId() + " " + it.getProviderStatus())
                .toList();
    }

    private static List<Map<String, String>> found(List<PollOutput> writes) {
        return writes.stream()
                .filter(PollOutput.DiscoveredTask.class::isInstance)
                .map(write -> ((PollOutput.DiscoveredTask) write).task().getParameters())
                .toList();
    }
}
