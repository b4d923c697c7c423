package io.telltale.streams.http;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.CommandDetail;
import org.jspecify.annotations.Nullable;

/**
 * The details of a command.
 *
 * @param payloadCut whether a payload is truncated, or left out in favor of later commands
 */
@Serdeable
record CommandJson(
        @Nullable String type,
        @Nullable String appServiceName,
        @Nullable String packageFamilyName,
        @Nullable String error,
        @Nullable String postBackUri,
        @Nullable JsonNode payload,
        @Nullable JsonNode responsePayload,
        boolean payloadCut) {

    private static final CommandDetail NO_DETAIL = CommandDetail.newBuilder().build();

    /**
     * A command as an answer shows it.
     *
     * @param isLeftOut whether its payloads are left out here
     */
    static CommandJson of(@Nullable CommandDetail known, boolean isLeftOut, Payloads payloads) {
        var detail = known == null ? NO_DETAIL : known;
        return new CommandJson(
                detail.getType(),
                detail.getAppServiceName(),
                detail.getPackageFamilyName(),
                detail.getError(),
                detail.getPostBackUri(),
                payloads.of(detail.getPayload()),
                payloads.of(detail.getResponsePayload()),
                isLeftOut || detail.getPayloadCut());
    }
}
