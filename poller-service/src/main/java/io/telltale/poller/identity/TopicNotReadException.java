package io.telltale.poller.identity;

/** What is on a topic is not known now; later it may be. */
public final class TopicNotReadException extends RuntimeException {

    TopicNotReadException(String message) {
        super(message);
    }
}
