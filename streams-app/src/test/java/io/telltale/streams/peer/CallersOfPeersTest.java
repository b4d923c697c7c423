package io.telltale.streams.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.service.peer.PeerClient;
import io.telltale.streams.topology.TopologyUnderTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A read of another instance is answered within the rights of the caller that it names. */
class CallersOfPeersTest {

    private static final String ROLE = "Telltale-Caller-Role";
    private static final String ACCOUNTS = "Telltale-Caller-Accounts";

    @RegisterExtension final TopologyUnderTest graph = new TopologyUnderTest();
    @RegisterExtension final PeerUnderTest peer = new PeerUnderTest(graph);

    @Test
    void aCallerMustBeAbleToReadAndSeeAllAccounts() throws Exception {
        isAnswered("READ", "all", 200);
        isAnswered("ADMIN", "all", 200);
        isAnswered("INGEST", "all", 403);
        isAnswered("READ", "0000123456-00001", 403);
        isAnswered("ADMIN", "all,demo", 403);
        isAnswered("read", "all", 400);
        isAnswered("READ ADMIN", "all", 400);
        isAnswered("", "all", 400);
        isAnswered("READ", "", 400);
    }

    private void isAnswered(String role, String accounts, int status) throws Exception {
        assertThat(ask(Map.of(ROLE, role, ACCOUNTS, accounts)).statusCode())
                .as("%s of %s", role, accounts)
                .isEqualTo(status);
    }

    @Test
    void aReadThatNamesNoCallerIsRefused() throws Exception {
        for (var headers :
                List.of(Map.<String, String>of(), Map.of(ROLE, "READ"), Map.of(ACCOUNTS, "all"))) {
            var answer = ask(headers);

            assertThat(answer.statusCode()).as(headers.toString()).isEqualTo(400);
            assertThat(answer.body()).contains(ROLE, ACCOUNTS);
        }
    }

    @Test
    void aRefusalForAccountsSaysThatThisReleaseCannotLimitToThem() throws Exception {
        assertThat(ask(Map.of(ROLE, "READ", ACCOUNTS, "demo")).body())
                .contains("urn:telltale:problem:forbidden")
                .contains("this release cannot limit an answer to accounts")
                .doesNotContain("demo");
    }

    @Test
    void aCallerDoesNotTakeThePlaceOfTheSecret() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = request(Map.of(ROLE, "ADMIN", ACCOUNTS, "all")).build();

            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        }
    }

    private HttpResponse<String> ask(Map<String, String> headers) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    request(headers)
                            .header(
                                    PeerClient.HEADER,
                                    PeerUnderTest.PEERS.secret().orElseThrow().reveal())
                            .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }

    private HttpRequest.Builder request(Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(
                        URI.create(
                                "http://%s/peer/reads/ref?copies=false&key=imei:990000560000001"
                                        .formatted(peer.address())));
        headers.forEach(request::header);
        return request;
    }
}
