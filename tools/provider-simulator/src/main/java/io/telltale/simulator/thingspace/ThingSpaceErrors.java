package io.telltale.simulator.thingspace;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.wire.RefusedException;
import java.nio.charset.StandardCharsets;

/**
 * ThingSpace's refusals: the gateway's faults, and the codes of the services behind it.
 *
 * <p>Texts of services are ours where the documentation gives only the code.
 */
public final class ThingSpaceErrors {

    private ThingSpaceErrors() {}

    private record Gateway(Fault fault) {}

    private record Fault(String code, String message, String description) {}

    private record Service(String errorCode, String errorMessage) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record OAuth(String error, String errorDescription) {}

    /**
     * A request without credentials.
     *
     * @param scheme {@code Basic} or {@code Bearer}
     */
    public static RefusedException missing(String scheme) {
        return gateway(
                401,
                "900902",
                "Missing Credentials",
                "Required OAuth credentials not provided. Make sure your API invocation call has a"
                        + " header: \"Authorization: "
                        + scheme
                        + " ACCESS_TOKEN\"");
    }

    public static RefusedException wrongBearer(String api) {
        return gateway(
                401,
                "900901",
                "Invalid Credentials",
                "Access failure for API: %s, version: %s. Make sure you have given the correct access token"
                        .formatted(api, api.substring(api.lastIndexOf('/') + 1)));
    }

    /** The gateway's answer to a wrong way of signing in, which is not JSON. */
    public static RefusedException forbidden() {
        return new RefusedException(
                HttpResponse.<byte[]>status(HttpStatus.FORBIDDEN)
                        .contentType(MediaType.TEXT_XML_TYPE)
                        .body(
                                """
                                <am:fault xmlns:am="http://wso2.org/apimanager"><am:code>404</am:code>\
                                <am:type>Status report</am:type><am:message>Not Found</am:message>\
                                <am:description>The requested resource is not available.\
                                </am:description></am:fault>\
                                """
                                        .getBytes(StandardCharsets.UTF_8)));
    }

    public static RefusedException oauth(int status, String error, String description) {
        return refused(status, new OAuth(error, description));
    }

    /**
     * An error of the connectivity services (sessions, SMS, callbacks).
     *
     * @param code without the name of the service
     */
    public static RefusedException m2m(String code, String message) {
        return m2m(400, code, message);
    }

    public static RefusedException m2m(int status, String code, String message) {
        return refused(status, new Service("UnifiedWebService." + code, message));
    }

    public static RefusedException unknownAccount() {
        return m2m("REQUEST_FAILED.AccountNotFound", "The account was not found.");
    }

    /** An invalid parameter of the software management service. */
    public static RefusedException invalid(String message) {
        return fota("INVALID_PARAMETER", message);
    }

    /** An error of the software management service. */
    public static RefusedException fota(String code, String message) {
        return refused(400, new Service(code, message));
    }

    /**
     * The answer to a request that no controller answers. Throttling is not documented by
     * ThingSpace; its form here is that of the gateway's other faults.
     */
    public static RefusedException unanswered(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND ->
                    gateway(
                            400,
                            "900906",
                            "No matching resource found in the API for the given request",
                            "Access failure for API: /m2m/v1, version: v1. Check the API documentation"
                                    + " and add a proper REST resource path to the invocation URL");
            case FORBIDDEN ->
                    gateway(
                            403,
                            "900910",
                            "The access token does not allow you to access the requested resource",
                            "User is NOT authorized to access the Resource. Scope validation failed.");
            case TOO_MANY_REQUESTS ->
                    gateway(429, "900800", "Message throttled out", "You have exceeded your quota");
            default ->
                    gateway(
                            status.getCode(),
                            "900900",
                            status.getReason(),
                            "The request could not be processed");
        };
    }

    private static RefusedException gateway(
            int status, String code, String message, String description) {
        return refused(status, new Gateway(new Fault(code, message, description)));
    }

    private static RefusedException refused(int status, Object body) {
        return new RefusedException(JsonResponses.json(status, body));
    }
}
