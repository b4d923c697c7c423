package io.telltale.callback.endpoint;

/** Maps the callbacks of one service to records; sends none. */
interface CallbackMapper<C> {

    /**
     * The records of an authenticated callback.
     *
     * @param body as it came, with credentials
     */
    CallbackRecords map(ReceivedCallback from, C content, byte[] body);
}
