package io.telltale.simulator.wire;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.telltale.simulator.json.SimulatorJson;

/** Answers as JSON, written by the simulator's own mapper. */
public final class JsonResponses {

    private JsonResponses() {}

    public static MutableHttpResponse<byte[]> ok(Object body) {
        return json(HttpStatus.OK.getCode(), body);
    }

    public static MutableHttpResponse<byte[]> json(int status, Object body) {
        return HttpResponse.<byte[]>status(HttpStatus.valueOf(status))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(SimulatorJson.bytes(body));
    }
}
