package io.telltale.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** What deserializers throw, ours and those of Confluent's making, which has no class here. */
class ReadFaultTest {

    /** Named as Confluent's, and speaking as it does. */
    private static final class RestClientException extends Exception {
        RestClientException(String message, int code) {
            super("%s; error code: %d".formatted(message, code));
        }
    }

    @Test
    void onlyADefiniteAnswerMakesASchemaUnknown() {
        assertThat(ReadFault.of(new UnknownSchema("no such id")))
                .contains(ReadFault.UNKNOWN_SCHEMA);
        assertThat(ReadFault.of(of(new RestClientException("Schema not found", 40403))))
                .contains(ReadFault.UNKNOWN_SCHEMA);
        assertThat(ReadFault.of(of(new RestClientException("HTTP 404 Not Found", 404)))).isEmpty();
        assertThat(ReadFault.of(of(new RestClientException("busy", 429)))).isEmpty();
        assertThat(ReadFault.of(of(new RestClientException("error", 50001)))).isEmpty();
        assertThat(ReadFault.of(of(new RestClientException("Unauthorized", 40101)))).isEmpty();
    }

    @Test
    void aRegistryThatIsAwayIsNoFaultOfTheRecord() {
        assertThat(ReadFault.of(new RegistryUnavailable("away"))).isEmpty();
        assertThat(ReadFault.of(new RegistryRefused("who?"))).isEmpty();
        assertThat(ReadFault.of(of(new ConnectException("refused")))).isEmpty();
        assertThat(ReadFault.of(of(new SocketTimeoutException("slow")))).isEmpty();
        assertThat(ReadFault.of(new TimeoutException("slow"))).isEmpty();
    }

    @Test
    void everythingElseIsBytesThatHoldNoRecord() {
        assertThat(ReadFault.of(new SerializationException("Unknown magic byte!")))
                .contains(ReadFault.UNDECODABLE);
        assertThat(ReadFault.of(of(new EOFException()))).contains(ReadFault.UNDECODABLE);
        assertThat(ReadFault.of(new ArrayIndexOutOfBoundsException()))
                .contains(ReadFault.UNDECODABLE);
    }

    private static SerializationException of(Exception cause) {
        return new SerializationException("cannot be read", cause);
    }
}
