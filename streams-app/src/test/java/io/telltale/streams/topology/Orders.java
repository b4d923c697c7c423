package io.telltale.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;

/**
 * Many random orders of small random worlds. What the same news come to must not depend on their
 * order; where it does, the seed and the order are printed, and {@code -Dseed} begins with them.
 */
public final class Orders {

    public static final int MANY = 10_000;

    private static final int OF_A_WORLD = 5;

    private Orders() {}

    /**
     * Fails on the first order in which the news come to something else.
     *
     * @param runs how many orders in all, five of each world
     * @param world draws the news
     * @param expected what they have to come to, found in another way
     * @param found what they come to in this order
     */
    public static <T> void agree(
            int runs,
            Function<Random, List<T>> world,
            Function<List<T>, ?> expected,
            Function<List<T>, ?> found) {
        var start = Long.getLong("seed", 1);
        for (var run = 0; run < runs / OF_A_WORLD; run++) {
            var seed = start + run;
            var random = new Random(seed);
            var news = new ArrayList<>(world.apply(random));
            var wanted = expected.apply(List.copyOf(news));
            for (var order = 0; order < OF_A_WORLD; order++) {
                Collections.shuffle(news, random);
                var came = cameTo(found, news, seed, order);
                if (!Objects.equals(came, wanted)) {
                    assertThat(came).as(claim(seed, order, news)).isEqualTo(wanted);
                }
            }
        }
    }

    private static <T> Object cameTo(
            Function<List<T>, ?> found, List<T> news, long seed, int order) {
        try {
            return found.apply(List.copyOf(news));
        } catch (RuntimeException e) {
            throw new AssertionError(claim(seed, order, news), e);
        }
    }

    private static String claim(long seed, int order, List<?> news) {
        var text = new StringBuilder("-Dseed=%d, order %d of".formatted(seed, order));
        news.forEach(each -> text.append("\n  ").append(each));
        return text.toString();
    }
}
