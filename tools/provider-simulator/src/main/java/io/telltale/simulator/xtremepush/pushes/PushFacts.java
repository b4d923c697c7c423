package io.telltale.simulator.xtremepush.pushes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.ledger.Channel;
import io.telltale.simulator.ledger.CurrentFacts;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.FactSource;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.scenario.push.PushListRow;
import io.telltale.simulator.scenario.push.PushProject;
import io.telltale.simulator.switches.PushQuirks;
import io.telltale.simulator.switches.Switches;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rows of pushes as they are answered: which were told, and which would be told now. */
@Singleton
final class PushFacts implements CurrentFacts {

    private static final List<Column> WHOLE = List.of(Column.values());

    private final Fleet fleet;
    private final Ledger ledger;
    private final Switches switches;
    private final Clock clock;

    PushFacts(Fleet fleet, Ledger ledger, Switches switches, Clock clock) {
        this.fleet = fleet;
        this.ledger = ledger;
        this.switches = switches;
        this.clock = clock;
    }

    /** Notes the rows of an answer, and words them as they were selected. */
    List<ObjectNode> tell(PushProject project, PushListQuery query, long request) {
        var quirks = switches.quirks().push();
        var answer = new ArrayList<ObjectNode>();
        var facts = new ArrayList<Fact>();
        for (var row : query.page(project.pushes().at(clock.instant()))) {
            var worded = worded(row, query.select(), quirks);
            answer.add(worded);
            facts.add(new Fact(Long.toString(row.id()), worded));
        }
        ledger.tell(source(project), Channel.POLL, request, facts);
        return answer;
    }

    @Override
    public Set<SystemName> systems() {
        return Set.of(SystemName.XTREMEPUSH);
    }

    @Override
    public Stream<Current> now() {
        var quirks = switches.quirks().push();
        var now = clock.instant();
        return fleet.xtremepush().stream()
                .flatMap(project ->
                        project.pushes().at(now).stream()
                                .map(row ->
                                        new Current(source(project), worded(row, WHOLE, quirks))));
    }

    private static FactSource source(PushProject project) {
        return new FactSource(SystemName.XTREMEPUSH, project.name());
    }

    private static ObjectNode worded(PushListRow row, List<Column> columns, PushQuirks quirks) {
        var answer = JsonNodeFactory.instance.objectNode();
        for (var column : columns) {
            if (column.in(row) != null || writesNull(row, quirks)) {
                answer.set(column.wireName(), column.json(row, quirks.pushIdsAsText()));
            }
        }
        return answer;
    }

    private static boolean writesNull(PushListRow row, PushQuirks quirks) {
        return switch (quirks.pushAbsentMembers()) {
            case AS_NULL -> true;
            case LEFT_OUT -> false;
            case IN_TURN -> row.id() % 2 == 0;
        };
    }
}
