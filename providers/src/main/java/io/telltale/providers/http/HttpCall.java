package io.telltale.providers.http;

import io.telltale.providers.page.Permit;
import io.telltale.schemas.settings.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One request, without the host.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path not encoded, for logs and reasons
 * @param pathAndQuery as they are sent, encoded
 * @param headers sent as they are
 * @param body what is sent, empty for none
 * @param secrets values that are removed from the provider's error texts
 * @param permit while it holds the request may be sent; for a request that changes something
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpCall(
        String method,
        String path,
        String pathAndQuery,
        Map<String, String> headers,
        Optional<byte[]> body,
        List<Secret> secrets,
        Optional<Permit> permit) {

    private static final Pattern UNSAFE_IN_QUERY =
            Pattern.compile("%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9%._~!$'()*+,;:@/?=-]");

    /** Copies the collections. */
    public HttpCall {
        headers = Map.copyOf(headers);
        secrets = List.copyOf(secrets);
    }

    private HttpCall(String method, String path, String pathAndQuery) {
        this(method, path, pathAndQuery, Map.of(), Optional.empty(), List.of(), Optional.empty());
    }

    /** A GET. Each part of the path is encoded, so that none can lead elsewhere. */
    public static HttpCall get(String... path) {
        return of("GET", path);
    }

    /**
     * A GET of a provider's own link, unchanged. The caller must have checked it.
     *
     * @param pathAndQuery encoded
     */
    public static HttpCall getRaw(String pathAndQuery) {
        return new HttpCall("GET", pathAndQuery.split("\\?", 2)[0], pathAndQuery);
    }

    /** A POST without a body, to be given one. */
    public static HttpCall post(String... path) {
        return of("POST", path);
    }

    /** A PUT without a body. */
    public static HttpCall put(String... path) {
        return of("PUT", path);
    }

    /** A DELETE. */
    public static HttpCall delete(String... path) {
        return of("DELETE", path);
    }

    private static HttpCall of(String method, String... path) {
        var encoded =
                Arrays.stream(path)
                        .map(HttpCall::encodedPart)
                        .collect(Collectors.joining("/", "/", ""));
        return new HttpCall(method, "/" + String.join("/", path), encoded);
    }

    /** A part that is only dots is encoded too. */
    private static String encodedPart(String part) {
        return part.matches("\\.+") ? part.replace(".", "%2E") : encoded(part);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** With one more query pair, its value not encoded yet. */
    public HttpCall query(String name, String value) {
        return encodedQuery(name, encoded(value));
    }

    /** With one more query pair whose value was taken from an encoded address. */
    public HttpCall encodedQuery(String name, String encodedValue) {
        var safe =
                UNSAFE_IN_QUERY
                        .matcher(encodedValue)
                        .replaceAll(match -> Matcher.quoteReplacement(encoded(match.group())));
        var separator = pathAndQuery.contains("?") ? "&" : "?";
        return new HttpCall(
                method,
                path,
                pathAndQuery + separator + name + "=" + safe,
                headers,
                body,
                secrets,
                permit);
    }

    /** With one more header. */
    public HttpCall header(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new HttpCall(method, path, pathAndQuery, more, body, secrets, permit);
    }

    /** With a header whose value must not be seen. */
    public HttpCall header(String name, String before, Secret value) {
        return header(name, before + value.reveal()).hiding(value);
    }

    /** With a body of this type. */
    public HttpCall body(String contentType, String text) {
        var bytes = Optional.of(text.getBytes(StandardCharsets.UTF_8));
        return new HttpCall(method, path, pathAndQuery, headers, bytes, secrets, permit)
                .header("Content-Type", contentType);
    }

    /** With these fields as a form, in their order. */
    public HttpCall form(Map<String, String> fields) {
        return body(
                "application/x-www-form-urlencoded",
                fields.entrySet().stream()
                        .map(field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    /** With values that are removed from error texts. */
    public HttpCall hiding(Secret... more) {
        return hiding(List.of(more));
    }

    /** The same for any number of them. */
    HttpCall hiding(List<Secret> more) {
        var all = new ArrayList<>(secrets);
        all.addAll(more);
        return new HttpCall(method, path, pathAndQuery, headers, body, all, permit);
    }

    /** Sent only while the permit holds. */
    public HttpCall under(Permit condition) {
        return new HttpCall(
                method, path, pathAndQuery, headers, body, secrets, Optional.of(condition));
    }

    /** Whether it may leave now. */
    boolean maySend() {
        return permit.stream().allMatch(Permit::holds);
    }

    /** Method and path, without query, headers and body: all that may be shown. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
