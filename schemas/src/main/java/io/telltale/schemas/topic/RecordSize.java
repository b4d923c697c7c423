package io.telltale.schemas.topic;

/** How large a record may be. */
public final class RecordSize {

    /**
     * Bytes of a record's key, value and headers together. In a batch it is then below the 1 MiB
     * that brokers accept ({@code message.max.bytes}).
     */
    public static final int LARGEST = 900 * 1024;

    private RecordSize() {}
}
