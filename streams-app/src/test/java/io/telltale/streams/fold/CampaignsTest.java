package io.telltale.streams.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.streams.record.CampaignMember;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CampaignsTest {

    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aPushThatTellsNothingReplacesNoOutcomeOfTheSameTime() {
        var known = member(false, 1);
        var unknown = member(null, 2);

        assertThat(Campaigns.supersedes(unknown, known)).isFalse();
        assertThat(Campaigns.supersedes(known, unknown)).isTrue();
    }

    @Test
    void aPushThatTurnsToFailedReplacesItsSuccess() {
        assertThat(Campaigns.supersedes(member(true, 2), member(false, 1))).isTrue();
        assertThat(Campaigns.supersedes(member(false, 1), member(true, 2))).isFalse();
    }

    private static CampaignMember member(@Nullable Boolean failed, int seconds) {
        return Campaigns.member(
                PushActionEvent.newBuilder()
                        .setEventId("%032x".formatted(seconds))
                        .setProvider(Provider.XTREMEPUSH)
                        .setAccount("demo")
                        .setDevices(List.of("xtremepush:demo:7"))
                        .setOccurredAt(CREATED)
                        .setObservedAt(CREATED.plusSeconds(seconds))
                        .setChannel(Channel.POLL)
                        .setProject("demo")
                        .setCampaignId("1")
                        .setActionId("2")
                        .setFailed(failed)
                        .build());
    }
}
