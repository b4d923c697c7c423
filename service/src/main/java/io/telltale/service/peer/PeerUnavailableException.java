package io.telltale.service.peer;

/** Another instance did not answer in time, or not with 200. */
public final class PeerUnavailableException extends Exception {

    /** Of this address, for this reason. */
    public PeerUnavailableException(String address, String reason) {
        super("%s does not answer: %s".formatted(address, reason));
    }
}
