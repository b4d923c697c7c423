package io.telltale.simulator.control;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.ledger.CurrentFacts;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.wire.RequestLog;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Serves the ledger, the facts as they are now, and the requests, as JSON lines. */
@Controller("/simulator")
@ExecuteOn(TaskExecutors.BLOCKING)
record FactsController(Ledger ledger, List<CurrentFacts> facts, RequestLog requests) {

    private record StateLine(SystemName system, String account, Object fact) {}

    /** The rows of the ledger, oldest first. */
    @Get("/ledger")
    StreamedFile ledgerRows() {
        return JsonLinesBody.of(ledger.rows());
    }

    /**
     * What the providers would answer now to requests for everything.
     *
     * @param system in the ledger's spelling; all of them when it is missing
     */
    @Get("/state")
    StreamedFile state(@Nullable @QueryValue String system) {
        Predicate<SystemName> wanted =
                each -> system == null || SimulatorJson.tree(each).asText().equals(system);
        return JsonLinesBody.of(
                facts.stream()
                        .filter(each -> each.systems().stream().anyMatch(wanted))
                        .flatMap(CurrentFacts::now)
                        .filter(fact -> wanted.test(fact.source().system()))
                        .map(FactsController::line)
                        .iterator());
    }

    private static StateLine line(Fact fact) {
        return new StateLine(fact.source().system(), fact.source().account(), fact.content());
    }

    /** The requests on the providers' paths, oldest first. */
    @Get("/requests")
    StreamedFile requestLines() {
        return JsonLinesBody.of(requests.lines().iterator());
    }
}
