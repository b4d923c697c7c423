package io.telltale.streams.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.service.problem.ProblemType;
import io.telltale.streams.store.Device;
import io.telltale.streams.store.Lookup;
import io.telltale.streams.store.Reads;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /devices/{ref}} and what hangs below it; a device answers to each of its refs. */
@Controller("/devices/{ref:[^/]+}")
final class DeviceController {

    private final Reads reads;
    private final Payloads payloads;

    DeviceController(Reads reads, Payloads payloads) {
        this.reads = reads;
        this.payloads = payloads;
    }

    @Get
    HttpResponse<?> device(HttpRequest<?> request) {
        var ref = PathRef.of(request);
        return Answers.single(request, DeviceJson.of(ref(ref), found(ref)));
    }

    @Get("/identity")
    HttpResponse<?> identity(HttpRequest<?> request) {
        return Answers.single(request, IdentityJson.of(found(PathRef.of(request))));
    }

    @Get("/sms")
    ListJson<SmsJson> sms(
            HttpRequest<?> request,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        var ref = PathRef.of(request);
        var wanted = PageRequest.of(limit, cursor);
        var page = read(ref).then(device -> reads.sms(device, wanted.piece()));
        return ListJson.of(known(page, ref), SmsJson::of, Cursors::of);
    }

    @Get("/push-actions")
    ListJson<PushActionJson> pushActions(
            HttpRequest<?> request,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        var ref = PathRef.of(request);
        var wanted = PageRequest.of(limit, cursor);
        var page = read(ref).then(device -> reads.pushActions(device, wanted.piece()));
        return ListJson.of(known(page, ref), PushActionJson::of, Cursors::of);
    }

    @Get("/tasks")
    ListJson<TaskJson> tasks(
            HttpRequest<?> request,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        var ref = PathRef.of(request);
        var wanted = PageRequest.of(limit, cursor);
        var page = found(ref).tasks(wanted.piece());
        return ListJson.of(page, task -> TaskJson.of(task, payloads), Cursors::of);
    }

    private Device found(String ref) {
        return known(read(ref), ref);
    }

    private Lookup<Device> read(String ref) {
        return reads.device(ref(ref), Optional.empty());
    }

    private static DeviceRef ref(String text) {
        return DeviceRef.parse(text);
    }

    private static <T> T known(Lookup<T> lookup, String ref) {
        return Answers.known(
                lookup, ProblemType.UNKNOWN_DEVICE, "no event and no link names " + ref(ref));
    }
}
