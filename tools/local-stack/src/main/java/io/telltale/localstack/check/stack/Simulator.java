package io.telltale.localstack.check.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.localstack.http.Http;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The simulator's control side. */
public final class Simulator {

    private static final List<String> FAULTS =
            List.of(
                    "http429",
                    "http500",
                    "slow",
                    "truncated",
                    "expiredSession",
                    "repeatedCallback",
                    "reorderedCallback");

    private final Http http;

    public Simulator(URI address) {
        this.http = new Http(address);
    }

    /**
     * Every fault at this rate, 0 to 1; a refusal for want of permission at a fifth of it, since
     * five in a row end a request for good.
     */
    public void faults(double rate) throws IOException {
        var body =
                FAULTS.stream()
                        .map(name -> "\"%s\":%s".formatted(name, rate))
                        .collect(
                                Collectors.joining(
                                        ",", "{\"http403\":%s,".formatted(rate / 5), "}"));
        http.write("PUT", "/simulator/faults", "application/json", body);
    }

    /** How the providers behave from now on. */
    public void quirks(JsonNode quirks) throws IOException {
        http.write("PUT", "/simulator/quirks", "application/json", quirks.toString());
    }

    /** What the fleet has at each provider. */
    public JsonNode fleet() throws IOException {
        return http.get("/simulator/fleet");
    }

    /**
     * What is left at the providers, for people: the fleet's life, a callback or a queued message;
     * empty when nothing is.
     */
    public Optional<String> left() throws IOException {
        var life = http.get("/simulator/life");
        var endsAt = Instant.parse(life.path("endsAt").asText());
        if (Instant.now().isBefore(endsAt)) {
            return Optional.of("the fleet's life, until " + endsAt);
        }
        var callbacks = life.path("callbacksOpen").asInt();
        var queued = queued();
        return callbacks == 0 && queued == 0
                ? Optional.empty()
                : Optional.of("%d callbacks, %d queued messages".formatted(callbacks, queued));
    }

    /** The ids of all devices. */
    public List<JsonNode> devices() throws IOException {
        return http.lines("/simulator/devices");
    }

    /** When the fleet began to live. */
    public Instant bornAt() throws IOException {
        return Instant.parse(http.get("/simulator/life").path("bornAt").asText());
    }

    /** When the fleet has stopped to change. */
    public Instant endsAt() throws IOException {
        return Instant.parse(http.get("/simulator/life").path("endsAt").asText());
    }

    /** Messages in the queues. */
    public long queued() throws IOException {
        var queued = http.get("/simulator/life").path("queued");
        return StreamSupport.stream(queued.spliterator(), false).mapToLong(JsonNode::asLong).sum();
    }

    /** Everything that the providers answered or sent, in order. */
    public List<LedgerLine> ledger() throws IOException {
        return http.lines("/simulator/ledger").stream().map(LedgerLine::of).toList();
    }

    /** What the providers would answer now. */
    public List<LedgerLine> state() throws IOException {
        return http.lines("/simulator/state").stream().map(LedgerLine::of).toList();
    }

    /** The requests that the providers got, in order. */
    public List<JsonNode> requests() throws IOException {
        return http.lines("/simulator/requests");
    }
}
