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
 * than 1 MiB, {@link TrustedSourceFilter} has turned strangers away.
 */
@Controller("/callbacks/thingspace")
final class ThingSpaceController {

    private final CallbackSettings settings;
    private final CallbackConcurrencyLimit places;
    private final CallbackHandlers inboxes;

    ThingSpaceController(
            CallbackSettings settings, CallbackConcurrencyLimit places, CallbackHandlers inboxes) {
        this.settings = settings;
        this.places = places;
        this.inboxes = inboxes;
    }

    @Post("/{account}/{service}")
    @Consumes(MediaType.ALL)
    @Status(HttpStatus.NO_CONTENT)
    void receive(HttpRequest<?> request, String account, String service, @Body byte[] body) {
        var listener =
                TrustedSourceFilter.listener(settings, request, account)
                        .orElseThrow(CallbackProblems::unauthorized);
        var inbox =
                inboxes.of(service)
                        .orElseThrow(() ->
                                ProblemException.of(
                                        ProblemType.UNKNOWN_PATH,
                                        "expected a service that calls us"));
        var declared = BodyText.charset(request.getHeaders().findFirst(HttpHeaders.CONTENT_TYPE));
        places.take(() -> inbox.receive(listener, body, declared), () -> inbox.tooMany(listener));
    }
}
