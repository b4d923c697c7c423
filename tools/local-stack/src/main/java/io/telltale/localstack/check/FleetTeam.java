package io.telltale.localstack.check;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.localstack.run.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The people who know the fleet: says over the pollers' API, in the course of the fleet's life,
 * which refs are one device, and remembers what was taken. Another thread than the one that looks
 * at what is remembered in the end.
 */
final class FleetTeam {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int SHOWN_EVERY = 100;

    private final Http http;
    private final Progress progress;
    private final Map<List<String>, Claim> claims = new LinkedHashMap<>();

    FleetTeam(URI poller, Progress progress) {
        this.http = new Http(poller);
        this.progress = progress;
    }

    /**
     * Says all of it, each at its time.
     *
     * @return what was said last of each pair
     * @throws IOException if something was not taken within a minute
     */
    List<Claim> say(List<ClaimPlan.Step> steps, Duration life)
            throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var said = 0;
        for (var step : steps) {
            sleepUntil(begin + (long) (life.toNanos() * step.at()));
            say(step);
            if (++said % SHOWN_EVERY == 0) {
                progress.line("fleet team", said + " of " + steps.size() + " said");
            }
        }
        return new ArrayList<>(claims.values());
    }

    private void say(ClaimPlan.Step step) throws IOException, InterruptedException {
        switch (step) {
            case ClaimPlan.Step.Declare declared -> {
                insist("PUT", path(declared.ref()), body(declared));
                for (var other : declared.sameAs()) {
                    remember(
                            new Claim(
                                    Claim.pair(declared.ref(), other),
                                    true,
                                    declared.validFrom(),
                                    declared.validTo(),
                                    declared.by()));
                }
            }
            case ClaimPlan.Step.Withdraw(_, var ref, var other, var by) -> {
                insist(
                        "DELETE",
                        path(ref) + "?sameAs=" + encoded(other) + "&by=" + encoded(by),
                        null);
                remember(new Claim(Claim.pair(ref, other), false, null, null, by));
            }
            case ClaimPlan.Step.WithdrawAll(_, var ref, var by) -> {
                var held =
                        claims.values().stream()
                                .filter(claim -> claim.holds() && claim.pair().contains(ref))
                                .toList();
                if (!held.isEmpty()) {
                    insist("DELETE", path(ref) + "?by=" + encoded(by), null);
                    held.forEach(claim -> remember(claim.withdrawn(by)));
                }
            }
        }
    }

    private void remember(Claim claim) {
        claims.put(claim.pair(), claim);
    }

    /** What is said again changes nothing, so whatever fails is sent again. */
    private void insist(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        var begin = System.nanoTime();
        while (true) {
            try {
                http.send(method, path, "application/json", body == null ? "" : body);
                return;
            } catch (IOException e) {
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static String body(ClaimPlan.Step.Declare declared) {
        var body = JSON.createObjectNode();
        declared.sameAs().forEach(body.putArray("sameAs")::add);
        return body.put("validFrom", text(declared.validFrom()))
                .put("validTo", text(declared.validTo()))
                .put("by", declared.by())
                .toString();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static String path(String ref) {
        return "/identities/" + encoded(ref);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        var left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }
}
