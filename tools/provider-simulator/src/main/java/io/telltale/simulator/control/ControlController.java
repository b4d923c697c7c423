package io.telltale.simulator.control;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.JsonResponses;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sets quirks and faults. */
@Controller("/simulator")
@Consumes(MediaType.ALL)
record ControlController(Switches switches) {

    @Get("/health")
    HttpResponse<byte[]> health() {
        return JsonResponses.ok(Map.of("status", "UP"));
    }

    @Get("/quirks")
    HttpResponse<byte[]> quirks() {
        return JsonResponses.ok(switches.quirks());
    }

    @Put("/quirks")
    HttpResponse<byte[]> setQuirks(@Body byte @Nullable [] body) {
        return refusalOr(switches.setQuirks(SimulatorJson.lenient(body)), switches::quirks);
    }

    @Get("/faults")
    HttpResponse<byte[]> faults() {
        return JsonResponses.ok(switches.faults());
    }

    @Put("/faults")
    HttpResponse<byte[]> setFaults(@Body byte @Nullable [] body) {
        return refusalOr(switches.setFaults(SimulatorJson.lenient(body)), switches::faults);
    }

    private static HttpResponse<byte[]> refusalOr(Optional<String> fault, Supplier<?> inForce) {
        return fault.map(reason -> JsonResponses.json(400, Map.of("error", reason)))
                .orElseGet(() -> JsonResponses.ok(inForce.get()));
    }
}
