package io.telltale.callback.endpoint;

/** Decides what is written of the callbacks of one service, and sends nothing. */
interface CallbackMapper<C> {

    /**
     * All that is to be written, of a callback with the right credentials.
     *
     * @param body as it came, with credentials
     */
    CallbackRecords told(ReceivedCallback from, C content, byte[] body);
}
