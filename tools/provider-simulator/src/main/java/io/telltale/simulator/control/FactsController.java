package io.telltale.simulator.control;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.ledger.CurrentFacts;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.wire.RequestLog;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Hands out what was told, what would be told now, and what was asked, as JSON lines. */
@Controller("/simulator")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FactsController {

    private static final MediaType LINES = MediaType.of("application/x-ndjson");

    private final Ledger ledger;
    private final List<CurrentFacts> facts;
    private final RequestLog requests;

    FactsController(Ledger ledger, List<CurrentFacts> facts, RequestLog requests) {
        this.ledger = ledger;
        this.facts = List.copyOf(facts);
        this.requests = requests;
    }

    private record StateLine(SystemName system, String account, Object fact) {}

    /** In the order of telling. */
    @Get("/ledger")
    StreamedFile ledger() {
        return lines(ledger.rows());
    }

    /**
     * What the providers would tell if they were asked about everything now.
     *
     * @param system as the ledger words it; all of them when it is left out
     */
    @Get("/state")
    StreamedFile state(@Nullable @QueryValue String system) {
        return lines(
                facts.stream()
                        .filter(each ->
                                system == null || each.systems().stream().anyMatch(of(system)))
                        .flatMap(CurrentFacts::now)
                        .filter(fact -> system == null || of(system).test(fact.source().system()))
                        .map(fact ->
                                new StateLine(
                                        fact.source().system(),
                                        fact.source().account(),
                                        fact.content()))
                        .iterator());
    }

    /** The requests that the providers' paths got, oldest first. */
    @Get("/requests")
    StreamedFile requests() {
        return lines(requests.lines().iterator());
    }

    private static StreamedFile lines(Iterator<?> values) {
        return new StreamedFile(new JsonLinesBody(values), LINES);
    }

    private static Predicate<SystemName> of(String word) {
        return system -> SimulatorJson.tree(system).asText().equals(word);
    }
}
