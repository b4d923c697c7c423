package io.telltale.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Conflict;
import io.telltale.schemas.record.ConflictReason;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.Member;
import io.telltale.streams.record.Tie;
import io.telltale.streams.topology.Given;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // a missing identity fails the test
class RegisterTest {

    private final Map<Set<String>, DeviceLink> links = new LinkedHashMap<>();
    private final Map<String, DeviceIdentity> identities = new HashMap<>();

    @Test
    void theDeviceKeyIsTheMemberFirstInKindOrder() {
        say(Given.link("esn:1", "graph:a"));
        say(Given.link("imei:9", "graph:a"));

        assertThat(components()).isEqualTo(Map.of("imei:9", List.of("imei:9", "esn:1", "graph:a")));
    }

    @Test
    void epochsGrowWithEveryChangeOfARef() {
        var link = Given.link("imei:1", "esn:1");
        say(link);
        say(Given.link("imei:2", "esn:2"));
        say(Given.withdrawn(link));

        assertThat(identities.get("imei:1").getEpoch()).isEqualTo(2);
        assertThat(identities.get("imei:2").getEpoch()).isEqualTo(1);
    }

    @Test
    void anyOrderOfTheSameLinksGivesTheSameDevices() {
        var seed = Long.getLong("seed", 1);
        var random = new Random(seed);
        var all = new ArrayList<DeviceLink>();
        for (var number = 0; number < 60; number++) {
            var one = "imei:" + random.nextInt(40);
            var other = "esn:" + random.nextInt(40);
            var link = Given.link(one, other);
            all.add(random.nextInt(4) == 0 ? Given.withdrawn(link) : link);
        }
        var distinct = new LinkedHashMap<Set<String>, DeviceLink>();
        all.forEach(link -> distinct.put(Set.copyOf(link.getRefs()), link));
        var order = new ArrayList<>(distinct.values());

        var expected = componentsAfter(order);
        for (var run = 0; run < 20; run++) {
            Collections.shuffle(order, random);
            assertThat(componentsAfter(order)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void withdrawingRestoresWhatWasBefore() {
        say(Given.link("imei:1", "esn:1"));
        say(Given.link("imei:2", "esn:2"));
        var before = components();
        var bridge = Given.link("esn:1", "esn:2");
        say(bridge);
        assertThat(components()).hasSize(1);

        say(Given.withdrawn(bridge));

        assertThat(components()).isEqualTo(before);
    }

    @Test
    void linksThatTieTooManyRefsAreNotApplied_untilOneIsWithdrawn() {
        for (var number = 1; number <= 63; number++) {
            say(Given.link("imei:0", "imei:" + number));
        }
        assertThat(identities.get("imei:0").getMembers()).hasSize(64);
        var tooMuch = Given.link("imei:0", "imei:64");

        say(tooMuch);
        assertThat(identities.values()).allMatch(identity -> identity.getMembers().size() == 1);
        var conflicts = identities.get("imei:64").getConflicts();
        assertThat(conflicts).extracting(Conflict::getWith).containsExactly("imei:0");
        assertThat(conflicts.getFirst().getReason()).isEqualTo(ConflictReason.TOO_MANY_REFS);
        assertThat(identities.get("imei:0").getConflicts()).hasSize(64);

        say(Given.withdrawn(tooMuch));
        assertThat(identities.values()).allMatch(identity -> identity.getConflicts().isEmpty());
        assertThat(identities.get("imei:63").getDeviceKey()).isEqualTo("imei:0");
    }

    private Map<String, List<String>> componentsAfter(List<DeviceLink> order) {
        links.clear();
        identities.clear();
        order.forEach(this::say);
        return components();
    }

    private void say(DeviceLink link) {
        links.put(new HashSet<>(link.getRefs()), link);
        new Register(this::naming, identities::get, Junk.byValue())
                .changedBy(link.getRefs())
                .forEach(identity -> identities.put(identity.getRef(), identity));
    }

    private List<Tie> naming(String ref) {
        return links.values().stream()
                .filter(link -> link.getRefs().contains(ref))
                .map(link -> Tie.newBuilder().setRefs(link.getRefs()).setDeclared(link).build())
                .toList();
    }

    /** Devices of two refs or more by their key: a ref alone may or may not have an identity. */
    private Map<String, List<String>> components() {
        var components = new TreeMap<String, List<String>>();
        identities
                .values()
                .forEach(identity -> {
                    var members = identity.getMembers().stream().map(Member::getRef).toList();
                    if (members.size() > 1) {
                        assertThat(members).contains(identity.getRef());
                        components.put(identity.getDeviceKey(), members);
                    }
                });
        return components;
    }
}
