package io.telltale.schemas.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/** The known name that a mistyped one was probably meant to be. */
public final class NearestName {

    private static final int ALWAYS_NEAR = 2;

    private NearestName() {}

    /**
     * The candidate with the fewest edits, if they are at most a third of the name.
     *
     * @param name what was given
     * @param candidates what is known; the first in alphabetical order of equally near ones
     */
    public static Optional<String> of(String name, Collection<String> candidates) {
        return of(name, candidates, NearestName::edits);
    }

    /**
     * The same by another distance.
     *
     * @param distance from the name to a candidate, in edits
     */
    static Optional<String> of(
            String name, Collection<String> candidates, ToIntBiFunction<String, String> distance) {
        return candidates.stream()
                .map(candidate -> new Near(candidate, distance.applyAsInt(name, candidate)))
                .min(Comparator.comparingInt(Near::edits).thenComparing(Near::candidate))
                .filter(near -> near.edits <= Math.max(ALWAYS_NEAR, name.length() / 3))
                .map(Near::candidate);
    }

    private record Near(String candidate, int edits) {}

    /** Letters to insert, delete or replace to make one of the other: the Levenshtein distance. */
    static int edits(String from, String to) {
        var row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            var diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                var replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
