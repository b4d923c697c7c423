package io.telltale.localstack.check.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.localstack.check.cluster.ConnectedRefs.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Compares pages of the list of devices. */
final class DeviceListJudge {

    private final RefGroups groups;

    DeviceListJudge(RefGroups groups) {
        this.groups = groups;
    }

    /**
     * Judges a page.
     *
     * @param after the last key before the page
     */
    Verdict judge(String after, Answered times, JsonNode body) {
        var found = new HashMap<String, Set<String>>();
        var last = after;
        for (var item : body.path("items")) {
            var key = item.path("deviceKey").asText();
            if (key.compareTo(last) <= 0) {
                return new Verdict.Wrong("not ascending at " + key);
            }
            last = key;
            found.put(key, refs(item));
            if (groups.of(key).isEmpty()) {
                return new Verdict.Wrong(key + " is of no device");
            }
        }
        var isWhole = !body.path("nextCursor").isTextual();
        for (var group : groups.all()) {
            var range =
                    isWhole
                            ? group.refs().tailSet(after + "\0")
                            : group.refs().subSet(after + "\0", last + "\0");
            if (!range.isEmpty() && !group.isTooLarge()) {
                var worlds = group.between(times.asOf(), times.answeredAt());
                var wrong = wrong(range, worlds, found);
                if (!wrong.isEmpty()) {
                    return new Verdict.Wrong(wrong.getFirst());
                }
            }
        }
        return Verdict.RIGHT;
    }

    private static Set<String> refs(JsonNode item) {
        var refs = new HashSet<String>();
        StreamSupport.stream(item.path("refs").spliterator(), false)
                .forEach(ref -> refs.add(ref.asText()));
        return refs;
    }

    /** What is wrong with the keys of one group; nothing where its worlds are too many. */
    private static List<String> wrong(
            Set<String> range, List<World> worlds, Map<String, Set<String>> found) {
        var wrong = new ArrayList<String>();
        var devices = worlds.stream().map(world -> world.world().devices()).toList();
        for (var key : worlds.isEmpty() ? Set.<String>of() : range) {
            var possible = devices.stream().map(each -> each.get(key)).toList();
            var refs = found.get(key);
            if (refs == null && possible.stream().allMatch(each -> each != null)) {
                wrong.add(key + " is missing");
            } else if (refs != null && !possible.contains(refs)) {
                wrong.add("%s: expected %s, was %s".formatted(key, possible.getFirst(), refs));
            }
        }
        return wrong;
    }
}
