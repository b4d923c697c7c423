package io.telltale.streams.peer;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests and responses between instances, as JSON. Records are the bytes of the stores in Base64,
 * so another build of Telltale reads them as it reads its stores. Unknown members are ignored.
 */
final class PeerMessages {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private PeerMessages() {}

    /** A ref, a device key, a campaign, or a task's owner and member. */
    record KeyRequest(String owner, String member) {}

    record RefResponse(@Nullable String identity, boolean hasRows) {}

    record Refs(List<String> refs) {}

    /** Identities in the order of the refs; null where nothing links one. */
    record IdentitiesResponse(List<@Nullable String> identities) {}

    record DeviceResponse(
            List<String> parts, @Nullable String roster, @Nullable String card, boolean isThere) {}

    /** Keys of rows as the store has them. */
    record Range(String begin, String until) {}

    record RowsRequest(List<Range> ranges, int limit) {}

    record Row(String key, String event) {}

    /** The first rows of a range, newest first. */
    record Rows(List<Row> rows, boolean hasMore) {}

    record RowsResponse(List<Rows> ranges) {}

    record TaskResponse(@Nullable String history) {}

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
            @Nullable String outcome,
            boolean onlyStuck,
            String after,
            int limit,
            boolean isPollFailing,
            @Nullable Long lastReadingAt,
            long now) {}

    record Member(String ref, String standing, @Nullable String stuck) {}

    record MembersResponse(List<Member> members, @Nullable String cursor) {}

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
