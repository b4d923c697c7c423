package io.telltale.benchmarks.inside;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.nio.charset.StandardCharsets;

/**
 * Answers the same 900 bytes to every request. It lies on the class path of the streams application
 * that is measured, so that it goes through the same server, filters and threads as a device does:
 * what a read costs beyond it is the read's own.
 */
@Controller(ConstantController.PATH)
public final class ConstantController {

    /** Where it answers; what follows is as long as a ref and looked at as little. */
    public static final String PATH = "/benchmark";

    /** What every answer begins with. */
    public static final String BEGIN = "{\"constant\":\"";

    private static final int SIZE = 900;
    private static final byte[] BODY =
            (BEGIN + "x".repeat(SIZE - BEGIN.length() - 2) + "\"}")
                    .getBytes(StandardCharsets.US_ASCII);

    /** The constant. */
    @Get("/{ref:[^/]+}")
    HttpResponse<?> constant(HttpRequest<?> request) {
        return HttpResponse.ok(BODY).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
