package io.telltale.localstack.check.streams;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.localstack.http.Http;
import io.telltale.localstack.run.Progress;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Declares and withdraws links over the pollers' API in the course of the fleet's life, and keeps
 * the last declaration of each pair. Spells some refs oddly. For one thread.
 */
final class IdentityApi {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SHOWN_EVERY = 100;
    private static final int ODD_SPELLINGS = 1;
    private static final int ODD_ONE_IN = 4;

    private final Http http;
    private final Progress progress;
    private final Map<List<String>, LinkDeclaration> declarations = new LinkedHashMap<>();
    private final Random spelling = new Random(ODD_SPELLINGS);

    IdentityApi(URI poller, Progress progress) {
        this.http = new Http(poller);
        this.progress = progress;
    }

    /**
     * Sends all requests, each at its time.
     *
     * @return the last declaration of each pair
     * @throws IOException if a request did not succeed within a minute
     */
    List<LinkDeclaration> send(List<DeclaredLinkPlan.Step> steps, Duration life)
            throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var sent = 0;
        for (var step : steps) {
            sleepUntil(begin + (long) (life.toNanos() * step.at()));
            send(step);
            if (++sent % SHOWN_EVERY == 0) {
                progress.line("links", sent + " of " + steps.size() + " sent");
            }
        }
        return new ArrayList<>(declarations.values());
    }

    private void send(DeclaredLinkPlan.Step step) throws IOException, InterruptedException {
        switch (step) {
            case DeclaredLinkPlan.Step.Declare declared -> {
                insist("PUT", path(declared.ref()), body(declared));
                for (var other : declared.sameAs()) {
                    remember(
                            new LinkDeclaration(
                                    LinkDeclaration.pair(declared.ref(), other),
                                    true,
                                    declared.validFrom(),
                                    declared.validTo(),
                                    declared.by()));
                }
            }
            case DeclaredLinkPlan.Step.Withdraw(_, var ref, var other, var by) -> {
                insist(
                        "DELETE",
                        path(ref)
                                + "?sameAs="
                                + Http.encoded(spelled(other))
                                + "&by="
                                + Http.encoded(by),
                        "");
                remember(
                        new LinkDeclaration(
                                LinkDeclaration.pair(ref, other), false, null, null, by));
            }
            case DeclaredLinkPlan.Step.WithdrawAll(_, var ref, var by) -> {
                var held =
                        declarations.values().stream()
                                .filter(declaration ->
                                        declaration.holds() && declaration.pair().contains(ref))
                                .toList();
                if (!held.isEmpty()) {
                    insist("DELETE", path(ref) + "?by=" + Http.encoded(by), "");
                    held.forEach(declaration -> remember(declaration.withdrawn(by)));
                }
            }
        }
    }

    private void remember(LinkDeclaration declaration) {
        declarations.put(declaration.pair(), declaration);
    }

    /** Idempotent: sent again until it succeeds. */
    private void insist(String method, String path, String body)
            throws IOException, InterruptedException {
        var answer = http.insist(method, path, body, Http.Answer::isGood, PATIENCE);
        if (!answer.isGood()) {
            throw new IOException("%s %s answered %s".formatted(method, path, answer));
        }
    }

    private String body(DeclaredLinkPlan.Step.Declare declared) {
        var body = JSON.createObjectNode();
        var others = body.putArray("sameAs");
        declared.sameAs().forEach(other -> others.add(spelled(other)));
        return body.put("validFrom", text(declared.validFrom()))
                .put("validTo", text(declared.validTo()))
                .put("by", declared.by())
                .toString();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private String path(String ref) {
        return "/identities/" + Http.encoded(spelled(ref));
    }

    private String spelled(String ref) {
        return spelling.nextInt(ODD_ONE_IN) == 0 ? OddSpelling.of(ref, spelling) : ref;
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        var left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }
}
