package io.telltale.benchmarks.database;

import org.jspecify.annotations.Nullable;

/** A line of PostgreSQL's text format for COPY. Not for several threads. */
final class CopyLine {

    private final StringBuilder text;
    private boolean isFirst = true;

    /** Adds a line to a text. */
    CopyLine(StringBuilder text) {
        this.text = text;
    }

    private void begin() {
        if (!isFirst) {
            text.append('\t');
        }
        isFirst = false;
    }

    CopyLine add(long value) {
        begin();
        text.append(value);
        return this;
    }

    /** Null is the column's null. */
    CopyLine add(@Nullable String value) {
        begin();
        if (value == null) {
            text.append("\\N");
        } else {
            addEscaped(value);
        }
        return this;
    }

    private void addEscaped(String value) {
        for (int at = 0; at < value.length(); at++) {
            var each = value.charAt(at);
            switch (each) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(each);
            }
        }
    }

    /** A column of bytes, given in hexadecimal digits. */
    CopyLine addBytes(String digits) {
        begin();
        text.append("\\\\x").append(digits);
        return this;
    }

    void end() {
        text.append('\n');
    }
}
