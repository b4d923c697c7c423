package io.telltale.simulator.wire;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Ends a request that a provider refuses, with the provider's answer. */
public final class RefusedException extends RuntimeException {

    private final transient MutableHttpResponse<byte[]> answer;

    public RefusedException(MutableHttpResponse<byte[]> answer) {
        super("refused", null, false, false);
        this.answer = answer;
    }

    public MutableHttpResponse<byte[]> answer() {
        return answer;
    }

    /** Answers with the refusal. */
    @Singleton
    static final class Handler
            implements ExceptionHandler<RefusedException, MutableHttpResponse<byte[]>> {

        @Override
        public MutableHttpResponse<byte[]> handle(
                @SuppressWarnings("rawtypes") HttpRequest request, RefusedException refused) {
            return refused.answer();
        }
    }
}
