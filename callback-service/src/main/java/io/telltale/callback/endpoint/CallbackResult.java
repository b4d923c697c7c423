package io.telltale.callback.endpoint;

/** What became of a callback; the names are the tags of its meter. */
enum CallbackResult {
    /** Its rows are written; some may be dead letters. */
    TAKEN,
    /** It tells what became of an SMS to a device; a dead letter. */
    NOTICE,
    /** It should be an SMS from a device, but has no text; a dead letter. */
    TEXT_MISSING,
    /** It is of no kind that we know; a dead letter. */
    UNRECOGNIZED,
    /** It is no JSON object, or too deep, or has too many parts; nothing is kept. */
    MALFORMED,
    /** The same with the right credentials in it; a dead letter. */
    NOT_JSON,
    /** Its credentials are wrong; nothing is kept. */
    REFUSED,
    /** The brokers did not acknowledge it, or too many came at once; it has to come again. */
    UNAVAILABLE
}
