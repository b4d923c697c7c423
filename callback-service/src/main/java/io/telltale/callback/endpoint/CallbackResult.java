package io.telltale.callback.endpoint;

/** The result of a callback; the names are tags of its meter. */
enum CallbackResult {
    /** Its rows are written; some may be dead letters. */
    TAKEN,
    /** A delivery notice of an SMS to a device; a dead letter. */
    NOTICE,
    /** It should be an SMS from a device, but has no text; a dead letter. */
    TEXT_MISSING,
    /** Its content is of no known kind; a dead letter. */
    UNRECOGNIZED,
    /** It is no JSON object, or too deep, or has too many parts; nothing is kept. */
    MALFORMED,
    /** The same with the registered credentials in it; a dead letter. */
    NOT_JSON,
    /** Its credentials are wrong; nothing is kept. */
    REFUSED,
    /** The brokers did not acknowledge it, or too many came at once; ThingSpace retries. */
    UNAVAILABLE
}
