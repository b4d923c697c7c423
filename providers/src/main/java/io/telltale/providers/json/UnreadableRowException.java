package io.telltale.providers.json;

import io.telltale.providers.page.RowFault;

/** A row cannot be read; {@link RowReader} turns it into a broken row. */
public final class UnreadableRowException extends RuntimeException {

    private final RowFault fault;

    /**
     * A fault.
     *
     * @param detail which member, and what was expected; no message text
     */
    public UnreadableRowException(RowFault fault, String detail) {
        super(detail, null, false, false);
        this.fault = fault;
    }

    /** What is wrong. */
    public RowFault fault() {
        return fault;
    }

    /** Which member, and what was expected. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
