package io.telltale.simulator.wire;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the provider that a request belongs to, and puts the framework's errors into its shape. */
@Primary
@Singleton
final class Providers implements ErrorResponseProcessor<byte[]> {

    private final List<Provider> providers;

    Providers(List<Provider> providers) {
        this.providers = List.copyOf(providers);
    }

    Optional<Provider> of(HttpRequest<?> request) {
        return providers.stream().filter(each -> each.covers(request.getPath())).findFirst();
    }

    MutableHttpResponse<byte[]> refuse(HttpRequest<?> request, HttpStatus status) {
        return of(request)
                .map(provider -> provider.refuse(request, status))
                .orElseGet(() ->
                        JsonResponses.json(status.getCode(), Map.of("error", status.getReason())));
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(
            ErrorContext errorContext, MutableHttpResponse<?> response) {
        var answer = refuse(errorContext.getRequest(), response.status());
        response.getHeaders()
                .forEachValue((name, value) -> {
                    if (!answer.getHeaders().contains(name)) {
                        answer.header(name, value);
                    }
                });
        return answer;
    }
}
