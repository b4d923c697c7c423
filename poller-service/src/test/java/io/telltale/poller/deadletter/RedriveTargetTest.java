package io.telltale.poller.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.schemas.topic.TopicLayout;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedriveTargetTest {

    private static final TopicLayout LAYOUT = new TopicLayout("staging.", 4, 1, 1);

    @Test
    void aStateBetweenStepsIsNotWrittenBackOverTheNewOne() {
        assertThat(notRedrivableBecause(RepartitionTopic.REGISTER_UPDATES.nameIn(LAYOUT)))
                .hasValueSatisfying(why -> assertThat(why).contains("PUT /identities/{ref}"));
        assertThat(notRedrivableBecause(RepartitionTopic.DEVICE_UPDATES.nameIn(LAYOUT)))
                .hasValueSatisfying(why -> assertThat(why).contains("next event of the ref"));
    }

    @Test
    void aRecordBetweenStepsIsWrittenBack_whereEachOneCounts() {
        assertThat(notRedrivableBecause(RepartitionTopic.OBSERVATIONS.nameIn(LAYOUT))).isEmpty();
        assertThat(notRedrivableBecause(RepartitionTopic.CAMPAIGN_UPDATES.nameIn(LAYOUT)))
                .isEmpty();
    }

    @Test
    void aTopicThatOnlyLooksLikeOursIsNoneOfOurs() {
        for (var topic :
                new String[] {
                    "telltale-streams-observations-repartition",
                    "staging.telltale-streams-parts-by-device-repartition",
                    "staging.telltale-streams-rows-changelog"
                }) {
            assertThat(notRedrivableBecause(topic))
                    .hasValueSatisfying(why -> assertThat(why).contains("none of ours"));
        }
    }

    private static Optional<String> notRedrivableBecause(String topic) {
        var letter =
                new StoredDeadLetter(
                        DeadLetterId.parse("0-1").orElseThrow(),
                        Instant.EPOCH,
                        "streams-app",
                        topic,
                        "SKIPPED",
                        "",
                        topic + "-3@17",
                        null,
                        1,
                        false,
                        Optional.empty());
        return RedriveTarget.notRedrivableBecause(letter, LAYOUT);
    }
}
