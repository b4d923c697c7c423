package io.telltale.service.peer;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to other instances, over connections that stay open. No request is repeated and
 * none is redirected.
 */
public final class PeerClient {

    /** First part of the path of every route between instances. */
    public static final String PATH = "/peer/";

    /** Header with the secret of the instances. */
    public static final String HEADER = "Telltale-Peer-Secret";

    private static final Duration CONNECT = Duration.ofSeconds(1);

    private static final long LARGEST_ANSWER = 32L * 1024 * 1024;

    /** On virtual threads a request takes half the processor time that the default threads take. */
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    private final PeerSettings settings;

    /** Connects to nothing yet. */
    public PeerClient(PeerSettings settings) {
        this.settings = settings;
    }

    /**
     * The answer to a GET of what one instance wants of another.
     *
     * @param address {@code host:port}, from the group's coordinator
     * @param path of a route, behind {@link #PATH}, with its query
     * @return empty for 404
     * @throws PeerUnavailableException without 200 or 404 within the limit
     */
    public Optional<byte[]> get(String address, String path, Duration limit)
            throws PeerUnavailableException {
        return send(address, request(address, path).GET().build(), limit);
    }

    /**
     * The answer to a GET for a caller of this instance.
     *
     * @param address {@code host:port}, from the group's coordinator
     * @param path of a route, behind {@link #PATH}, with its query
     * @return empty for 404
     * @throws PeerUnavailableException without 200 or 404 within the limit
     */
    public Optional<byte[]> get(String address, String path, PeerCaller caller, Duration limit)
            throws PeerUnavailableException {
        return send(address, request(address, path, caller).GET().build(), limit);
    }

    /**
     * The answer to a POST for a caller of this instance.
     *
     * @param address {@code host:port}, from the group's coordinator
     * @param path of a route, behind {@link #PATH}, with its query
     * @return empty for 404
     * @throws PeerUnavailableException without 200 or 404 within the limit
     */
    public Optional<byte[]> post(
            String address, String path, PeerCaller caller, byte[] body, Duration limit)
            throws PeerUnavailableException {
        return send(
                address,
                request(address, path, caller)
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                limit);
    }

    private HttpRequest.Builder request(String address, String path, PeerCaller caller)
            throws PeerUnavailableException {
        return request(address, path)
                .header(PeerCaller.ROLE, caller.role())
                .header(PeerCaller.ACCOUNTS, caller.accounts());
    }

    private HttpRequest.Builder request(String address, String path)
            throws PeerUnavailableException {
        var secret =
                settings.secret()
                        .orElseThrow(() ->
                                new PeerUnavailableException(
                                        address, "TELLTALE_PEER_SECRET is not set here"));
        return HttpRequest.newBuilder(URI.create("http://" + address + PATH + path))
                .header(HEADER, secret.reveal());
    }

    private Optional<byte[]> send(String address, HttpRequest request, Duration limit)
            throws PeerUnavailableException {
        var response = response(address, request, limit);
        return switch (response.statusCode()) {
            case 200 -> Optional.of(response.body());
            case 404 -> Optional.empty();
            case 401 ->
                    throw new PeerUnavailableException(
                            address, "HTTP 401; is TELLTALE_PEER_SECRET the same there?");
            default -> throw new PeerUnavailableException(address, "HTTP " + response.statusCode());
        };
    }

    /** The limit is for the whole answer; the client's own would end with its headers. */
    private HttpResponse<byte[]> response(String address, HttpRequest request, Duration limit)
            throws PeerUnavailableException {
        var coming =
                http.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            return coming.get(limit.toNanos(), NANOSECONDS);
        } catch (TimeoutException _) {
            coming.cancel(true);
            throw new PeerUnavailableException(
                    address, "no whole answer within %d ms".formatted(limit.toMillis()));
        } catch (ExecutionException e) {
            throw new PeerUnavailableException(address, reason(e.getCause()));
        } catch (InterruptedException _) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new PeerUnavailableException(address, "interrupted");
        }
    }

    private static String reason(@Nullable Throwable failure) {
        return failure == null ? "it failed" : failure.getClass().getSimpleName();
    }
}
