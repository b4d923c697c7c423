package io.telltale.simulator.wire;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/**
 * Puts errors that the framework answers (unknown path, wrong method) into the provider's shape.
 */
@Primary
@Singleton
final class FrameworkErrors implements ErrorResponseProcessor<byte[]> {

    private final ErrorShapes shapes;

    FrameworkErrors(ErrorShapes shapes) {
        this.shapes = shapes;
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(
            ErrorContext errorContext, MutableHttpResponse<?> response) {
        var answer = shapes.refuse(errorContext.getRequest(), response.status());
        response.getHeaders().forEachValue((name, value) -> addOnce(answer, name, value));
        return answer;
    }

    private static void addOnce(MutableHttpResponse<?> answer, String name, String value) {
        if (!answer.getHeaders().contains(name)) {
            answer.header(name, value);
        }
    }
}
