package io.telltale.simulator.thingspace.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.RunningSimulator.Answer;
import io.telltale.simulator.thingspace.ThingSpaceCaller;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmsQueueTest {

    private RunningSimulator simulator;
    private ThingSpaceCaller caller;

    @BeforeEach
    void start(@TempDir Path data) {
        simulator = RunningSimulator.on(data);
        caller = ThingSpaceCaller.signedIn(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void answersTheSeedsMessagesToTheLetter() {
        var answer = caller.queue("");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(RunningSimulator.fixture("thingspace/sms-queue.json"));
        assertThat(answer.header("Location")).startsWith("/sms/0000123456-00001/history?next=");
    }

    @Test
    void repeatsTheBlock_whenReadWithoutItsToken() {
        var first = caller.queue("");
        var second = caller.queue("");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void aBlockIsGone_onceItsTokenWasPresented_evenAfterARestart() {
        var token = token(caller.queue(""));

        var empty = caller.queue(token);
        simulator.restart();
        var afterRestart = caller.queue("");

        assertThat(empty.status()).isEqualTo(200);
        assertThat(empty.body().path("messages")).isEmpty();
        assertThat(empty.header("Location")).isEmpty();
        assertThat(afterRestart.body().path("messages")).isEmpty();
    }

    @Test
    void aTokenStillAcknowledges_afterARestart() {
        var token = token(caller.queue(""));
        simulator.restart();

        assertThat(caller.queue(token).body().path("messages")).isEmpty();
    }

    @Test
    void refusesAStaleToken() {
        var token = token(caller.queue(""));
        caller.queue(token);

        assertThat(caller.queue(token).status()).isEqualTo(400);
    }

    @Test
    void answers202WithAToken_whileMoreIsWaiting() {
        simulator.quirks("{\"smsBlockSize\":1}");

        var first = caller.queue("");
        var second = caller.queue(token(first));

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.body().path("hasMoreData").asBoolean()).isTrue();
        assertThat(first.body().at("/messages/0/message").asText()).isEqualTo("testmessage1");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body().at("/messages/0/message").asText()).isEqualTo("testmessage2");
    }

    @Test
    void keepsTheLastBlock_whenItStays() {
        simulator.quirks("{\"lastBlock\":\"STAYS\"}");

        assertThat(caller.queue("").header("Location")).isEmpty();
        assertThat(caller.queue("").body().path("messages")).hasSize(2);
    }

    @Test
    void forgetsTheLastBlock_whenDeliveryAcknowledgesIt() {
        simulator.quirks("{\"lastBlock\":\"ACKNOWLEDGED_BY_DELIVERY\"}");

        assertThat(caller.queue("").body().path("messages")).hasSize(2);
        assertThat(caller.queue("").body().path("messages")).isEmpty();
    }

    @Test
    void theLedgerHasEachMessageOnce_andWhenItWasAcknowledged() {
        caller.queue("");
        var token = token(caller.queue(""));
        assertThat(simulator.ledger())
                .hasSize(2)
                .allMatch(row -> row.path("acknowledgedAt").isNull());

        caller.queue(token);

        assertThat(simulator.ledger())
                .hasSize(2)
                .allMatch(row -> row.path("acknowledgedAt").isTextual());
    }

    private static String token(Answer answer) {
        var location = answer.header("Location");
        return location.substring(location.indexOf('?'));
    }

    @Test
    void writesTheTokenAsANumber_whenThatQuirkIsOn() {
        simulator.quirks("{\"numericToken\":true}");

        var first = caller.queue("");

        assertThat(token(first)).matches("\\?next=\\d{10,19}");
        assertThat(caller.queue(token(first)).status()).isEqualTo(200);
    }

    @Test
    void writesThePublishedStrayBraces_whenThatQuirkIsOn() {
        simulator.quirks("{\"strayBrace\":true}");

        var text = caller.queue("").text();

        assertThat(text).startsWith("{\n{\"messages\":[").endsWith("},\n\"hasMoreData\": false\n}");
    }

    @Test
    void aBrokenBlockStaysBroken_untilItsTokenAcknowledgesIt() {
        simulator.quirks("{\"smsBlockSize\":1,\"unparsableBlock\":1}");

        var first = caller.queue("");
        var again = caller.queue("");
        var second = caller.queue(token(again));

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.body().isMissingNode()).isTrue();
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(second.body().at("/messages/0/message").asText()).isEqualTo("testmessage2");
    }

    @Test
    void leavesPartsOfABlockOut_asTheQuirksSay() {
        simulator.quirks("{\"smsBlockSize\":1,\"emptyMessagesOn202\":true}");
        assertThat(caller.queue("").text()).isEqualTo("{\"messages\":[],\"hasMoreData\":true}");
        simulator.quirks("{\"smsBlockSize\":1,\"messagesMissing\":true}");
        assertThat(caller.queue("").text()).isEqualTo("{\"hasMoreData\":true}");
        simulator.quirks("{\"smsBlockSize\":1,\"locationMissingOn202\":true}");
        assertThat(caller.queue("").header("Location")).isEmpty();
    }

    @Test
    void writesTheLocationInThreeStyles() {
        assertThat(caller.queue("").header("Location")).startsWith("/sms/");
        simulator.quirks("{\"locationStyle\":\"RELATIVE_WITH_BASE\"}");
        assertThat(caller.queue("").header("Location")).startsWith("/api/m2m/v1/sms/");
        simulator.quirks("{\"locationStyle\":\"ABSOLUTE\"}");
        assertThat(caller.queue("").header("Location"))
                .startsWith("https://thingspace.verizon.com/api/m2m/v1/sms/");
    }
}
