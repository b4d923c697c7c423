package io.telltale.providers.thingspace;

/** Reads the bodies of DeviceService callbacks. Keeps nothing; safe for several threads. */
public final class DeviceServiceCallbackReader {

    /** What a body says. Never throws, whatever the bytes are. */
    public CallbackReading read(byte[] body) {
        throw new UnsupportedOperationException();
    }

    /**
     * The body with the value of every {@code username} and {@code password} member, at any depth
     * and in any case, replaced by {@code ***}; for dead letters. A body that is no JSON cannot be
     * masked: a note of its size stands in its place.
     */
    public byte[] masked(byte[] body) {
        throw new UnsupportedOperationException();
    }
}
