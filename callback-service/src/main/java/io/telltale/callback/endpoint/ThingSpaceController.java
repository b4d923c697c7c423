package io.telltale.callback.endpoint;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.telltale.callback.verify.CallbackSettings;
import io.telltale.providers.json.BodyText;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;

/**
 * {@code POST /callbacks/thingspace/{account}/{service}}. The server has refused a body of more
 * than 1 MiB, {@link TrustedSourceFilter} has rejected untrusted sources.
 */
@Controller("/callbacks/thingspace")
final class ThingSpaceController {

    private final CallbackSettings settings;
    private final CallbackConcurrencyLimit limit;
    private final CallbackHandlers handlers;

    ThingSpaceController(
            CallbackSettings settings, CallbackConcurrencyLimit limit, CallbackHandlers handlers) {
        this.settings = settings;
        this.limit = limit;
        this.handlers = handlers;
    }

    @Post("/{account}/{service}")
    @Consumes(MediaType.ALL)
    @Status(HttpStatus.NO_CONTENT)
    void receive(HttpRequest<?> request, String account, String service, @Body byte[] body) {
        var listener =
                TrustedSourceFilter.listener(settings, request, account)
                        .orElseThrow(CallbackProblems::unauthorized);
        var handler =
                handlers.of(service)
                        .orElseThrow(() ->
                                ProblemException.of(
                                        ProblemType.UNKNOWN_PATH,
                                        "unknown service: expected one of "
                                                + CallbackHandlers.SERVICES));
        var declared = BodyText.charset(request.getHeaders().findFirst(HttpHeaders.CONTENT_TYPE));
        limit.run(
                () -> handler.receive(listener, body, declared), () -> handler.rejected(listener));
    }
}
