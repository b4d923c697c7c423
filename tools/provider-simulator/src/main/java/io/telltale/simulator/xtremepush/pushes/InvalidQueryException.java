package io.telltale.simulator.xtremepush.pushes;

/** A query that the service refuses; the message is for its caller. */
final class InvalidQueryException extends RuntimeException {

    InvalidQueryException(String message) {
        super(message);
    }
}
