package io.telltale.providers.thingspace;

/** Reads the bodies of DeviceService callbacks. Keeps nothing; safe for several threads. */
public final class DeviceServiceCallbackReader {

    /** What a body says. Never throws, whatever the bytes are. */
    public CallbackReading<CallbackContent> read(byte[] body) {
        return CallbackEnvelope.read(body, HistoryContent::of);
    }
}
