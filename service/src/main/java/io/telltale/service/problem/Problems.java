package io.telltale.service.problem;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import io.telltale.schemas.ref.MalformedRefException;
import io.telltale.service.problem.Problem.BadParameter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;

/** Makes answers of errors; the only place that does. */
public final class Problems {

    private static final MediaType PROBLEM_JSON = MediaType.of("application/problem+json");

    private Problems() {}

    /** A problem without parameters. */
    public static MutableHttpResponse<Problem> response(
            ProblemType type, String detail, String instance) {
        return response(type, detail, instance, List.of());
    }

    private static MutableHttpResponse<Problem> response(
            ProblemType type, String detail, String instance, List<BadParameter> parameters) {
        var problem =
                new Problem(
                        type.urn(),
                        type.title(),
                        type.status().getCode(),
                        detail,
                        instance,
                        parameters);
        return HttpResponse.<Problem>status(type.status()).contentType(PROBLEM_JSON).body(problem);
    }

    /** Our own problems. */
    @Singleton
    static final class OfProblemException
            implements ExceptionHandler<ProblemException, HttpResponse<Problem>> {

        private final ServiceUnavailableLog unavailable;

        OfProblemException(ServiceUnavailableLog unavailable) {
            this.unavailable = unavailable;
        }

        @Override
        @SuppressWarnings("rawtypes") // the framework's interface is raw here
        public HttpResponse<Problem> handle(HttpRequest request, ProblemException problem) {
            var detail = String.valueOf(problem.getMessage());
            if (problem.type().status() == HttpStatus.SERVICE_UNAVAILABLE) {
                unavailable.answered(detail, Optional.ofNullable(problem.getCause()));
            }
            var response =
                    response(problem.type(), detail, request.getPath(), problem.parameters());
            problem.retryAfter()
                    .ifPresent(wait ->
                            response.header(
                                    HttpHeaders.RETRY_AFTER,
                                    Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))));
            return response;
        }
    }

    /** Refs in paths and bodies. */
    @Singleton
    static final class OfMalformedRef
            implements ExceptionHandler<MalformedRefException, HttpResponse<Problem>> {
        @Override
        @SuppressWarnings("rawtypes") // the framework's interface is raw here
        public HttpResponse<Problem> handle(HttpRequest request, MalformedRefException malformed) {
            return response(
                    ProblemType.MALFORMED_REF,
                    String.valueOf(malformed.getMessage()),
                    request.getPath());
        }
    }

    /** Errors of the framework; the answer of a 500 never holds the text of an exception. */
    @Singleton
    static final class OfFramework implements ErrorResponseProcessor<Problem> {

        private final ServiceUnavailableLog unavailable;

        OfFramework(ServiceUnavailableLog unavailable) {
            this.unavailable = unavailable;
        }

        @Override
        public MutableHttpResponse<Problem> processResponse(
                ErrorContext context, MutableHttpResponse<?> answer) {
            if (context.getRootCause().orElse(null) instanceof RejectedExecutionException) {
                return stopping(context.getRequest().getPath());
            }
            var type =
                    isAboutTheBody(context)
                            ? ProblemType.BAD_BODY
                            : ProblemType.of(answer.status());
            if (answer.status() == HttpStatus.SERVICE_UNAVAILABLE) {
                unavailable.answered(type.title(), context.getRootCause());
            }
            var problem =
                    new Problem(
                            type.urn(),
                            type.title(),
                            answer.code(),
                            detail(type, context),
                            context.getRequest().getPath(),
                            List.of());
            return answer.contentType(PROBLEM_JSON).body(problem);
        }

        /** The threads of requests end a moment before the port is closed. */
        private static MutableHttpResponse<Problem> stopping(String path) {
            return response(ProblemType.NOT_READY, "the service stops", path)
                    .header(HttpHeaders.RETRY_AFTER, "1");
        }

        private static boolean isAboutTheBody(ErrorContext context) {
            return switch (context.getRootCause().orElse(null)) {
                case JsonSyntaxException _ -> true;
                case ConversionErrorException e -> isBody(e.getArgument());
                case UnsatisfiedRouteException e -> isBody(e.getArgument());
                case null, default -> false;
            };
        }

        private static boolean isBody(Argument<?> argument) {
            return argument.getAnnotationMetadata().hasAnnotation(Body.class);
        }

        private static String detail(ProblemType type, ErrorContext context) {
            return switch (type) {
                // the framework's text names our classes
                case BAD_BODY -> "expected JSON of the schema of this path";
                case INTERNAL -> type.title();
                default ->
                        context.hasErrors()
                                ? context.getErrors().stream()
                                        .map(Error::getMessage)
                                        .collect(Collectors.joining("; "))
                                : type.title();
            };
        }
    }
}
