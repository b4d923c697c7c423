package io.telltale.simulator.wire;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Finds the provider that a path belongs to and lets it word the error. */
@Singleton
final class ErrorShapes {

    private final List<ErrorShape> shapes;

    ErrorShapes(List<ErrorShape> shapes) {
        this.shapes = List.copyOf(shapes);
    }

    boolean signsIn(HttpRequest<?> request) {
        var path = request.getPath();
        return shapes.stream().anyMatch(shape -> shape.covers(path) && shape.signsIn(path));
    }

    MutableHttpResponse<byte[]> refuse(HttpRequest<?> request, HttpStatus status) {
        return shapes.stream()
                .filter(shape -> shape.covers(request.getPath()))
                .findFirst()
                .map(shape -> shape.refuse(request, status))
                .orElseGet(() ->
                        JsonResponses.json(status.getCode(), Map.of("error", status.getReason())));
    }
}
