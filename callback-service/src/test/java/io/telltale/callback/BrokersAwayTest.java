package io.telltale.callback;

import static io.telltale.callback.CallbackUnderTest.PATH;
import static io.telltale.callback.CallbackUnderTest.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kafka's own producer, whose brokers are not there. */
@Tag("slow")
class BrokersAwayTest {

    @Test
    void answers503WithinASecond_whenNobodyListens() {
        try (var service = new CallbackUnderTest(Brokers.at("127.0.0.1:1"))) {
            assertAllAre503WithinASecond(service);

            assertThat(service.logged())
                    .filteredOn(line ->
                            line.startsWith("answered 503") || line.contains(" answered 503"))
                    .singleElement(STRING)
                    .contains(
                            "Kafka is unavailable: the brokers do not acknowledge (org.apache.kafka.")
                    .contains("TimeoutException: ");
        }
    }

    @Test
    void answers503WithinASecond_whenABrokerTakesTheConnectionAndSaysNothing() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var service =
                        new CallbackUnderTest(Brokers.at("127.0.0.1:" + silent.getLocalPort()))) {
            assertAllAre503WithinASecond(service);
        }
    }

    @Test
    void answersEverybodySoon_whenManyCallAtOnce() {
        try (var service = new CallbackUnderTest(Brokers.at("127.0.0.1:1"))) {
            var answers =
                    Stream.generate(() -> service.postAsync(PATH, BodyPublishers.ofString(seed())))
                            .limit(100)
                            .toList();

            assertThat(answers.stream().map(CompletableFuture::join))
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(503));
        }
    }

    /** Of several the quickest counts: the machine may have other things to do. */
    private static void assertAllAre503WithinASecond(CallbackUnderTest service) {
        var quickest =
                IntStream.range(0, 5)
                        .mapToObj(_ -> timeOf503(service))
                        .min(Duration::compareTo)
                        .orElseThrow();

        assertThat(quickest).isLessThan(Duration.ofSeconds(1));
    }

    private static Duration timeOf503(CallbackUnderTest service) {
        var start = System.nanoTime();
        var answer = service.post(seed());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
