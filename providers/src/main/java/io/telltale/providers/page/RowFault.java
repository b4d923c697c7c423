package io.telltale.providers.page;

/** What can be wrong with a row. The names are the reason codes in dead letters. */
public enum RowFault {
    /** The row is no JSON object. */
    NOT_AN_OBJECT,
    /** A required member is missing, null or empty. */
    MISSING_FIELD,
    /** A member is of another JSON type or form than its kind allows. */
    BAD_FIELD,
    /** A device is named in a way that does not fit its kind, or by too many names. */
    BAD_REF
}
