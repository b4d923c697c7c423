package io.telltale.simulator.xtremepush.pushes;

/** A query that the service refuses; the message is for its caller. */
final class WrongQuery extends RuntimeException {

    WrongQuery(String message) {
        super(message);
    }
}
