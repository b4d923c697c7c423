package io.telltale.schemas.publish;

/** Records may not be on the brokers. Worth a repeat: event ids make it harmless. */
public final class PublishException extends RuntimeException {

    PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
