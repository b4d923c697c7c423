package io.telltale.localstack.check.streams;

import io.telltale.localstack.check.report.Comparison;
import io.telltale.localstack.check.report.FamilyResult;
import io.telltale.localstack.check.stack.PlainTopicReader;
import io.telltale.schemas.topic.Topics;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares which devices there are: those that the list over HTTP has, and those whose last state
 * on the topic is no tombstone.
 */
final class DeviceListComparison {

    private static final int PAGE = 500;

    private final Set<String> expected;

    DeviceListComparison(Collection<String> deviceKeys) {
        this.expected = Set.copyOf(deviceKeys);
    }

    /** How both came out. */
    List<FamilyResult> results(StreamsReads reads, PlainTopicReader topic)
            throws InterruptedException {
        return List.of(
                compare("device-list", listed(reads)),
                compare("device-states", topic.keysWithValue(Topics.DEVICE_STATE.name())));
    }

    private static List<String> listed(StreamsReads reads) throws InterruptedException {
        return reads.list("/devices", PAGE).orElse(List.of()).stream()
                .map(item -> item.path("deviceKey").asText())
                .toList();
    }

    private FamilyResult compare(String family, Collection<String> found) {
        var comparison = new Comparison(family);
        comparison.count(expected.size(), found.size());
        var there = new HashSet<String>();
        for (var key : found) {
            if (!expected.contains(key)) {
                comparison.invented(() -> key);
            } else if (!there.add(key)) {
                comparison.invented(() -> key + " twice");
            }
        }
        expected.stream()
                .filter(key -> !there.contains(key))
                .sorted()
                .forEach(key -> comparison.missing(() -> key));
        return comparison.result();
    }
}
