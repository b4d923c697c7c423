package io.telltale.streams.identity;

import io.telltale.streams.record.Tie;
import java.util.List;

/** Everything said of two refs together, as it stands. */
@FunctionalInterface
public interface Ties {

    /** All ties of the ref, in any order. */
    List<Tie> of(String ref);
}
