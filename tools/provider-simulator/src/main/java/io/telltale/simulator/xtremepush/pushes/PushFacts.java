package io.telltale.simulator.xtremepush.pushes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rows of pushes as facts, with the columns and the form of an answer. */
@Singleton
record PushFacts(Fleet fleet, Ledger ledger, Switches switches, Clock clock)
        implements CurrentFacts {

    private static final List<Column> WHOLE = List.of(Column.values());

    /** Puts the rows of an answer into the ledger, and returns them with the selected columns. */
    List<Object> answered(PushProject project, PushListQuery query, long request) {
        var facts =
                query.page(project.pushes().at(clock.instant())).stream()
                        .map(row -> fact(project, row, query.select()))
                        .toList();
        ledger.add(Channel.POLL, request, facts);
        return facts.stream().map(Fact::content).toList();
    }

    @Override
    public Set<SystemName> systems() {
        return Set.of(SystemName.XTREMEPUSH);
    }

    @Override
    public Stream<Fact> now() {
        var now = clock.instant();
        return fleet.xtremepush().stream()
                .flatMap(project ->
                        project.pushes().at(now).stream().map(row -> fact(project, row, WHOLE)));
    }

    private Fact fact(PushProject project, PushListRow row, List<Column> columns) {
        var quirks = switches.quirks().push();
        var members = JsonNodeFactory.instance.objectNode();
        for (var column : columns) {
            if (column.in(row) != null || writesNull(row, quirks)) {
                members.set(column.wireName(), column.json(row, quirks.pushIdsAsText()));
            }
        }
        return new Fact(
                new FactSource(SystemName.XTREMEPUSH, project.name()),
                Long.toString(row.id()),
                members);
    }

    private static boolean writesNull(PushListRow row, PushQuirks quirks) {
        return switch (quirks.pushAbsentMembers()) {
            case AS_NULL -> true;
            case LEFT_OUT -> false;
            case IN_TURN -> row.id() % 2 == 0;
        };
    }
}
