package io.telltale.streams.peer;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.streams.campaign.StuckReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests and responses between instances, as JSON. Records are the bytes of the stores in Base64,
 * so another build of Telltale reads them as it reads its stores. Unknown members are ignored; a
 * missing one is an error, since its default would be an answer.
 */
final class PeerMessages {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private PeerMessages() {}

    record RefResponse(@Nullable String identity, boolean hasRows) {}

    record DeviceKeysRequest(List<String> refs, long now) {}

    record DeviceKeysResponse(List<String> deviceKeys) {}

    record DeviceResponse(
            List<String> parts, @Nullable String roster, @Nullable String card, boolean isThere) {}

    /**
     * Keys of rows as the store has them.
     *
     * @param validFrom begin of the span, in milliseconds; null = since ever
     */
    record Range(@Nullable Long validFrom, String begin, String until) {}

    /**
     * Rows of ranges, merged.
     *
     * @param families events of others are left out
     * @param limit most rows with an event
     */
    record RowsRequest(List<Range> ranges, Set<TimelineFamily> families, int limit) {}

    /**
     * A row.
     *
     * @param range number of its range in the request, from 0
     * @param event null where it is left out
     */
    record Row(int range, String key, @Nullable String event) {}

    /** The first rows, newest first. */
    record RowsResponse(List<Row> rows, boolean hasMore) {}

    record DevicesRequest(Set<Integer> partitions, String after, int limit) {}

    record Listed(String deviceKey, List<String> refs, @Nullable Long lastObservedAt) {}

    record DevicesResponse(List<Listed> devices, @Nullable String next) {}

    /** Progress, or whether the campaign is known at all. */
    record CampaignResponse(
            @Nullable String progress,
            boolean isKnown,
            boolean isPollFailing,
            @Nullable Long lastReadingAt) {}

    record Position(long firstObservedAt, String campaign) {}

    record CampaignsRequest(Set<Integer> partitions, @Nullable Position after, int limit) {}

    record CampaignsResponse(List<String> campaigns) {}

    record MembersRequest(
            Set<Integer> partitions,
            String campaign,
            @Nullable Outcome outcome,
            boolean onlyStuck,
            String after,
            int limit,
            boolean isPollFailing,
            @Nullable Long lastReadingAt,
            long now) {}

    record Member(String ref, String standing, @Nullable StuckReason stuck, String deviceKey) {}

    record MembersResponse(List<Member> members, @Nullable String next) {}

    static byte[] bytes(Object message) {
        try {
            return JSON.writeValueAsBytes(message);
        } catch (IOException e) {
            throw new UncheckedIOException("a message is written to memory", e);
        }
    }

    static <T> T read(byte[] bytes, Class<T> type) throws IOException {
        return JSON.readValue(bytes, type);
    }
}
