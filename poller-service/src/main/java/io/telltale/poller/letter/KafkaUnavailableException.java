package io.telltale.poller.letter;

/** The brokers do not give or take now what was asked of them; nothing was written. */
public final class KafkaUnavailableException extends RuntimeException {

    KafkaUnavailableException(String message) {
        super(message);
    }

    KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
