package io.telltale.streams.register;

import io.telltale.recomputation.AvroRows;
import io.telltale.recomputation.EventRow;
import io.telltale.recomputation.ExpectedEvidence;
import io.telltale.recomputation.ExpectedIdentities;
import io.telltale.recomputation.IdentityLimits;
import io.telltale.schemas.record.DeviceLink;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Identities of the slow recomputation as texts, as {@link RegisterUnderTest#shown} has them. */
final class RecomputedIdentities {

    private RecomputedIdentities() {}

    /**
     * An event that names refs of one device.
     *
     * @param at its order time, in milliseconds since 1970
     */
    record Named(List<String> devices, long at, String id) {}

    /** All but those of refs that are alone. */
    static Map<String, String> of(
            Collection<Named> events, Collection<DeviceLink> links, RegisterLimits limits) {
        var identities =
                new ExpectedIdentities(
                        links.stream().map(AvroRows::link).toList(),
                        events.stream().map(RecomputedIdentities::row).toList(),
                        new IdentityLimits(
                                limits.refs(),
                                limits.clusterRefs(),
                                limits.clusterEdges(),
                                limits.clusterCarriers(),
                                limits.partners(),
                                limits.values(),
                                limits.intervals(),
                                limits.members(),
                                limits.conflicts()));
        var found = new TreeMap<String, String>();
        identities
                .refs()
                .forEach(ref -> {
                    var shown = shown(ref, identities);
                    if (!shown.equals(ofNothing(ref))) {
                        found.put(ref, shown);
                    }
                });
        return found;
    }

    /** How a ref is shown that is alone. */
    static String ofNothing(String ref) {
        return "[null..null %s] [] []".formatted(ref);
    }

    private static EventRow row(Named event) {
        var at = Instant.ofEpochMilli(event.at());
        return new EventRow.Push(
                event.id(), event.devices(), at, at, "", "", "", "", null, null, null);
    }

    private static String shown(String ref, ExpectedIdentities identities) {
        var intervals =
                identities.intervals(ref).stream()
                        .map(each ->
                                "%s..%s %s"
                                        .formatted(
                                                time(each.validFrom()),
                                                time(each.validTo()),
                                                each.deviceKey()));
        var members =
                identities.roster(ref).stream()
                        .map(each ->
                                "%s %s..%s %s"
                                        .formatted(
                                                each.ref(),
                                                time(each.since()),
                                                time(each.until()),
                                                shown(each.evidence())));
        var conflicts =
                identities.conflicts(ref).stream()
                        .map(each ->
                                "%s %s %s"
                                        .formatted(
                                                each.otherRef(),
                                                each.reason(),
                                                shown(each.evidence())));
        return String.join(
                " ",
                Stream.of(intervals, members, conflicts)
                        .map(each -> each.toList().toString())
                        .toList());
    }

    private static String shown(ExpectedEvidence evidence) {
        return evidence.text().isEmpty()
                ? "LEARNED  null"
                : "%s %s %s"
                        .formatted(
                                evidence.isDeclared() ? "DECLARED" : "LEARNED",
                                evidence.text(),
                                time(evidence.at()));
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "null" : Long.toString(time.toEpochMilli());
    }
}
