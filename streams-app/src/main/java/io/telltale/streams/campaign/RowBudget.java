package io.telltale.streams.campaign;

/** Bounds how many rows of a store a timer looks at in one tick. */
final class RowBudget {

    private int left;

    RowBudget(int rows) {
        this.left = rows;
    }

    void lookedAt(int rows) {
        left -= rows;
    }

    boolean isUsedUp() {
        return left <= 0;
    }
}
