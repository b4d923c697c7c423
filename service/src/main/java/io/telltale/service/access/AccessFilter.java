package io.telltale.service.access;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.telltale.service.peer.PeerCaller;
import io.telltale.service.peer.PeerClient;
import io.telltale.service.problem.Problem;
import io.telltale.service.problem.ProblemType;
import io.telltale.service.problem.Problems;
import java.lang.annotation.Annotation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requires a bearer token: a read or admin token to read, an admin token to write and to read what
 * is {@link AdminOnly}. Health and metrics, which have a port of their own, the open path of a
 * service and {@code /}, which at most redirects to it, need none; without configured tokens
 * nothing does.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class AccessFilter {

    private static final String BEARER = "Bearer ";

    private final HttpServerSettings edge;
    private final Tokens read;
    private final Tokens admin;
    private final Tokens peers;

    AccessFilter(HttpServerSettings edge) {
        this.edge = edge;
        this.read = new Tokens(edge.readTokens());
        this.admin = new Tokens(edge.adminTokens());
        this.peers = new Tokens(edge.peers().secret().stream().toList());
    }

    @RequestFilter
    @Nullable HttpResponse<Problem> decide(HttpRequest<?> request) {
        if (isOf(PeersOnly.class, request)) {
            return decideForPeer(request);
        }
        if (!edge.wantsTokens() || isOpen(request.getPath())) {
            return null;
        }
        var token = token(request);
        if (token.isPresent() && admin.contain(token.get())) {
            return null;
        }
        if (token.isEmpty() || !read.contain(token.get())) {
            return Problems.response(
                    ProblemType.UNAUTHORIZED,
                    "expected a known token in Authorization: Bearer",
                    request.getPath());
        }
        return reads(request.getMethod()) && !isOf(AdminOnly.class, request)
                ? null
                : Problems.response(
                        ProblemType.FORBIDDEN,
                        "expected an admin token for " + request.getMethodName(),
                        request.getPath());
    }

    private @Nullable HttpResponse<Problem> decideForPeer(HttpRequest<?> request) {
        if (!isPeer(request)) {
            return Problems.response(
                    ProblemType.UNAUTHORIZED,
                    "expected the secret of the instances in " + PeerClient.HEADER,
                    request.getPath());
        }
        return isOf(ForCaller.class, request) ? decideForCaller(request) : null;
    }

    /** An answer that this release cannot limit to the caller is not given. */
    private static @Nullable HttpResponse<Problem> decideForCaller(HttpRequest<?> request) {
        var headers = request.getHeaders();
        var caller =
                PeerCaller.read(headers.get(PeerCaller.ROLE), headers.get(PeerCaller.ACCOUNTS));
        if (caller.isEmpty()) {
            return Problems.response(
                    ProblemType.BAD_PARAMETER,
                    "expected a role in %s and accounts in %s"
                            .formatted(PeerCaller.ROLE, PeerCaller.ACCOUNTS),
                    request.getPath());
        }
        if (!caller.get().mayRead()) {
            return Problems.response(
                    ProblemType.FORBIDDEN,
                    "expected a role that may read in " + PeerCaller.ROLE,
                    request.getPath());
        }
        return caller.get().seesAllAccounts()
                ? null
                : Problems.response(
                        ProblemType.FORBIDDEN,
                        "this release cannot limit an answer to accounts; expected %s in %s"
                                .formatted(PeerCaller.ALL, PeerCaller.ACCOUNTS),
                        request.getPath());
    }

    private boolean isPeer(HttpRequest<?> request) {
        var presented = request.getHeaders().get(PeerClient.HEADER);
        return presented != null && peers.contain(presented);
    }

    /** Decided by the controller that will answer, so that no spelling of a path avoids it. */
    private static boolean isOf(Class<? extends Annotation> kind, HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .filter(route -> route.getAnnotationMetadata().hasAnnotation(kind))
                .isPresent();
    }

    private boolean isOpen(String path) {
        return path.equals("/")
                || path.startsWith("/health")
                || path.equals("/prometheus")
                || (!edge.openPath().isEmpty() && path.startsWith(edge.openPath()));
    }

    private static boolean reads(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private static Optional<String> token(HttpRequest<?> request) {
        return request.getHeaders()
                .getAuthorization()
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }
}
