package io.telltale.simulator.control;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.telltale.simulator.json.Json;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.Answers;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sets quirks and faults, and hands out the ledger. */
@Controller("/simulator")
@Consumes(MediaType.ALL)
final class ControlController {

    private final Switches switches;
    private final Ledger ledger;

    ControlController(Switches switches, Ledger ledger) {
        this.switches = switches;
        this.ledger = ledger;
    }

    @Get("/health")
    HttpResponse<byte[]> health() {
        return Answers.ok(Map.of("status", "UP"));
    }

    @Get("/quirks")
    HttpResponse<byte[]> quirks() {
        return Answers.ok(switches.quirks());
    }

    @Put("/quirks")
    HttpResponse<byte[]> setQuirks(@Body byte @Nullable [] body) {
        return refusalOr(switches.setQuirks(Json.lenient(body)), switches.quirks());
    }

    @Get("/faults")
    HttpResponse<byte[]> faults() {
        return Answers.ok(switches.faults());
    }

    @Put("/faults")
    HttpResponse<byte[]> setFaults(@Body byte @Nullable [] body) {
        return refusalOr(switches.setFaults(Json.lenient(body)), switches.faults());
    }

    /** One JSON object a line, in the order of telling. */
    @Get(value = "/ledger", produces = "application/x-ndjson")
    byte[] ledger() {
        var lines = new ByteArrayOutputStream();
        for (var row : ledger.rows()) {
            lines.writeBytes(Json.bytes(row));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static HttpResponse<byte[]> refusalOr(Optional<String> refusal, Object inForce) {
        return refusal.<HttpResponse<byte[]>>map(
                        reason -> Answers.json(400, Map.of("error", reason)))
                .orElseGet(() -> Answers.ok(inForce));
    }
}
