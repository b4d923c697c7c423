package io.telltale.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** What deserializers throw, ours and those of Confluent's making, which has no class here. */
class DeserializationFaultTest {

    /** Named as Confluent's, and speaking as it does. */
    private static final class RestClientException extends Exception {
        RestClientException(String message, int code) {
            super("%s; error code: %d".formatted(message, code));
        }
    }

    @Test
    void onlyADefiniteAnswerMakesASchemaUnknown() {
        assertThat(DeserializationFault.of(new UnknownSchemaException("no such id")))
                .contains(DeserializationFault.UNKNOWN_SCHEMA);
        assertThat(DeserializationFault.of(of(new RestClientException("Schema not found", 40403))))
                .contains(DeserializationFault.UNKNOWN_SCHEMA);
        assertThat(DeserializationFault.of(of(new RestClientException("HTTP 404 Not Found", 404))))
                .isEmpty();
        assertThat(DeserializationFault.of(of(new RestClientException("busy", 429)))).isEmpty();
        assertThat(DeserializationFault.of(of(new RestClientException("error", 50001)))).isEmpty();
        assertThat(DeserializationFault.of(of(new RestClientException("Unauthorized", 40101))))
                .isEmpty();
    }

    @Test
    void aRegistryThatIsAwayIsNoFaultOfTheRecord() {
        assertThat(DeserializationFault.of(new RegistryUnavailableException("away"))).isEmpty();
        assertThat(DeserializationFault.of(new RegistryUnauthorizedException("who?"))).isEmpty();
        assertThat(DeserializationFault.of(of(new ConnectException("refused")))).isEmpty();
        assertThat(DeserializationFault.of(of(new SocketTimeoutException("slow")))).isEmpty();
        assertThat(DeserializationFault.of(new TimeoutException("slow"))).isEmpty();
    }

    @Test
    void everythingElseIsBytesThatHoldNoRecord() {
        assertThat(DeserializationFault.of(new SerializationException("Unknown magic byte!")))
                .contains(DeserializationFault.UNDECODABLE);
        assertThat(DeserializationFault.of(of(new EOFException())))
                .contains(DeserializationFault.UNDECODABLE);
        assertThat(DeserializationFault.of(new ArrayIndexOutOfBoundsException()))
                .contains(DeserializationFault.UNDECODABLE);
    }

    private static SerializationException of(Exception cause) {
        return new SerializationException("cannot be read", cause);
    }
}
