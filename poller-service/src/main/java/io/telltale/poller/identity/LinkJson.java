package io.telltale.poller.identity;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A link as JSON.
 *
 * @param refs the two, in kind order
 * @param state DECLARED or WITHDRAWN
 * @param validFrom since when it holds; null = always
 * @param validTo until when, exclusive; null = still
 * @param by the author
 * @param declaredAt when it was declared or withdrawn
 */
@Serdeable
record LinkJson(
        List<String> refs,
        @Schema(implementation = LinkState.class) String state,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        String by,
        Instant declaredAt) {

    static List<LinkJson> all(List<DeviceLink> links) {
        return links.stream()
                .sorted(Comparator.comparing(link -> String.join(" ", link.getRefs())))
                .map(link ->
                        new LinkJson(
                                link.getRefs(),
                                link.getState().name(),
                                link.getValidFrom(),
                                link.getValidTo(),
                                link.getBy(),
                                link.getDeclaredAt()))
                .toList();
    }
}
