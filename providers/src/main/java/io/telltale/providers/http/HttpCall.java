package io.telltale.providers.http;

import io.telltale.providers.page.Permit;
import io.telltale.schemas.settings.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
 * @param path its parts, not encoded; each is encoded when sent, so none can lead elsewhere
 * @param query its pairs in order
 * @param headers sent as they are
 * @param body what is sent, empty for none
 * @param secrets values that are removed from the provider's error texts
 * @param raw path and query as they are sent, in place of both
 * @param permit without which it must not leave, for a request that changes something there
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpCall(
        String method,
        List<String> path,
        List<Pair> query,
        Map<String, String> headers,
        Optional<byte[]> body,
        List<Secret> secrets,
        Optional<String> raw,
        Optional<Permit> permit) {

    /**
     * A name with its value.
     *
     * @param name needs no encoding
     * @param encodedValue as it is sent
     */
    public record Pair(String name, String encodedValue) {}

    private static final Pattern UNSAFE_IN_QUERY =
            Pattern.compile("%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9%._~!$'()*+,;:@/?=-]");

    /** Copies the collections. */
    public HttpCall {
        path = List.copyOf(path);
        query = List.copyOf(query);
        headers = Map.copyOf(headers);
        secrets = List.copyOf(secrets);
    }

    /** A GET. */
    public static HttpCall get(String... path) {
        return bare("GET", path);
    }

    /**
     * A GET of a provider's own link, unchanged. The caller must have checked it.
     *
     * @param pathAndQuery encoded
     */
    public static HttpCall getRaw(String pathAndQuery) {
        var path = pathAndQuery.split("\\?", 2)[0].substring(1);
        return new HttpCall(
                "GET",
                List.of(path.split("/")),
                List.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                Optional.of(pathAndQuery),
                Optional.empty());
    }

    /** A POST without a body, to be given one. */
    public static HttpCall post(String... path) {
        return bare("POST", path);
    }

    /** A PUT without a body. */
    public static HttpCall put(String... path) {
        return bare("PUT", path);
    }

    /** A DELETE. */
    public static HttpCall delete(String... path) {
        return bare("DELETE", path);
    }

    private static HttpCall bare(String method, String... path) {
        return new HttpCall(
                method,
                List.of(path),
                List.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
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
        var longer = new ArrayList<>(query);
        longer.add(new Pair(name, safe));
        return new HttpCall(method, path, longer, headers, body, secrets, raw, permit);
    }

    /** With one more header. */
    public HttpCall header(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new HttpCall(method, path, query, more, body, secrets, raw, permit);
    }

    /** With a header whose value must not be seen. */
    public HttpCall header(String name, String before, Secret value) {
        return header(name, before + value.reveal()).hiding(value);
    }

    /** With a body of this type. */
    public HttpCall body(String contentType, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new HttpCall(method, path, query, headers, Optional.of(bytes), secrets, raw, permit)
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
        return new HttpCall(method, path, query, headers, body, all, raw, permit);
    }

    /** Sent only while the permit holds. */
    public HttpCall under(Permit permit) {
        return new HttpCall(method, path, query, headers, body, secrets, raw, Optional.of(permit));
    }

    /** Whether it may leave now. */
    boolean maySend() {
        return permit.stream().allMatch(Permit::holds);
    }

    /** What follows the host, encoded. A part that is only dots is encoded too. */
    String pathAndQuery() {
        if (raw.isPresent()) {
            return raw.get();
        }
        var parts =
                path.stream().map(HttpCall::encodedPart).collect(Collectors.joining("/", "/", ""));
        if (query.isEmpty()) {
            return parts;
        }
        return query.stream()
                .map(pair -> pair.name() + "=" + pair.encodedValue())
                .collect(Collectors.joining("&", parts + "?", ""));
    }

    private static String encodedPart(String part) {
        return part.matches("\\.+") ? part.replace(".", "%2E") : encoded(part);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Method and path, without query, headers and body: all that may be shown. */
    @Override
    public String toString() {
        return method + " /" + String.join("/", path);
    }
}
