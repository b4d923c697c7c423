package io.telltale.simulator.thingspace;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.telltale.simulator.wire.ErrorShape;
import io.telltale.simulator.wire.JsonResponses;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/**
 * ThingSpace's error bodies: the gateway's faults, and the codes of the services behind it.
 *
 * <p>Texts of services are ours where the documentation gives only the code.
 */
@Singleton
public final class ThingSpaceErrors implements ErrorShape {

    private record Gateway(Fault fault) {}

    private record Fault(String code, String message, String description) {}

    private record Service(String errorCode, String errorMessage) {}

    private record OAuth(String error, String error_description) {}

    public static MutableHttpResponse<byte[]> missingBasic() {
        return gateway(
                401,
                "900902",
                "Missing Credentials",
                "Required OAuth credentials not provided. Make sure your API invocation call has a"
                        + " header: \"Authorization: Basic ACCESS_TOKEN\"");
    }

    public static MutableHttpResponse<byte[]> missingBearer() {
        return gateway(
                401,
                "900902",
                "Missing Credentials",
                "Required OAuth credentials not provided. Make sure your API invocation call has a"
                        + " header: \"Authorization: Bearer ACCESS_TOKEN\"");
    }

    public static MutableHttpResponse<byte[]> wrongBearer(String api) {
        return gateway(
                401,
                "900901",
                "Invalid Credentials",
                "Access failure for API: %s, version: %s. Make sure you have given the correct access token"
                        .formatted(api, api.substring(api.lastIndexOf('/') + 1)));
    }

    /** What the gateway says to a wrong way of signing in, which is not JSON. */
    public static MutableHttpResponse<byte[]> forbidden() {
        return HttpResponse.<byte[]>status(HttpStatus.FORBIDDEN)
                .contentType(MediaType.TEXT_XML_TYPE)
                .body(
                        """
                        <am:fault xmlns:am="http://wso2.org/apimanager"><am:code>404</am:code>\
                        <am:type>Status report</am:type><am:message>Not Found</am:message>\
                        <am:description>The requested resource is not available.\
                        </am:description></am:fault>\
                        """
                                .getBytes(StandardCharsets.UTF_8));
    }

    public static MutableHttpResponse<byte[]> oauth(int status, String error, String description) {
        return JsonResponses.json(status, new OAuth(error, description));
    }

    /**
     * An error of the connectivity services (sessions, SMS, callbacks).
     *
     * @param code without the name of the service
     */
    public static MutableHttpResponse<byte[]> m2m(String code, String message) {
        return m2m(400, code, message);
    }

    public static MutableHttpResponse<byte[]> m2m(int status, String code, String message) {
        return JsonResponses.json(status, new Service("UnifiedWebService." + code, message));
    }

    public static MutableHttpResponse<byte[]> unknownAccount() {
        return m2m("REQUEST_FAILED.AccountNotFound", "The account was not found.");
    }

    /** An error of the software management service. */
    public static MutableHttpResponse<byte[]> fota(String code, String message) {
        return JsonResponses.json(400, new Service(code, message));
    }

    @Override
    public boolean covers(String path) {
        return path.startsWith("/api/ts/")
                || path.startsWith("/api/m2m/")
                || path.startsWith("/api/fota/");
    }

    @Override
    public boolean signsIn(String path) {
        return path.startsWith("/api/ts/") || path.startsWith("/api/m2m/v1/session/");
    }

    /**
     * Throttling is not documented by ThingSpace; its form here is that of the gateway's other
     * faults.
     */
    @Override
    public MutableHttpResponse<byte[]> refuse(HttpRequest<?> request, HttpStatus status) {
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

    private static MutableHttpResponse<byte[]> gateway(
            int status, String code, String message, String description) {
        return JsonResponses.json(status, new Gateway(new Fault(code, message, description)));
    }
}
