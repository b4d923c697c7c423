package io.telltale.callback.endpoint;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.telltale.callback.verify.CallbackSettings;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /callbacks/thingspace/{account}/{service}}. The body of a stranger is not even read.
 */
@Controller("/callbacks/thingspace")
final class ThingSpaceController {

    private final CallbackSettings settings;
    private final BodyIntake intake;
    private final DeviceServiceInbox deviceService;

    ThingSpaceController(
            CallbackSettings settings, BodyIntake intake, DeviceServiceInbox deviceService) {
        this.settings = settings;
        this.intake = intake;
        this.deviceService = deviceService;
    }

    @Post("/{account}/{service}")
    @Consumes(MediaType.ALL)
    @Status(HttpStatus.NO_CONTENT)
    void receive(
            HttpRequest<?> request,
            String account,
            String service,
            @Body @Nullable InputStream body) {
        var listener =
                settings.listener(request.getRemoteAddress().getAddress(), account)
                        .orElseThrow(Refusals::unauthorized);
        if (!service.equals(DeviceServiceInbox.SERVICE)) {
            throw ProblemException.of(ProblemType.UNKNOWN_PATH, "expected a service that calls us");
        }
        intake.take(body, bytes -> deviceService.receive(listener, bytes));
    }
}
