package io.telltale.localstack.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How many processes each service has, and their names: {@code streams-app}, {@code streams-app-2}
 * and so on.
 *
 * @param counts by service; a service that is not in it has one process
 */
public record Instances(Map<String, Integer> counts) {

    /** Most processes of one service. */
    public static final int MOST = 9;

    /** One process of each service. */
    public static final Instances SINGLE = new Instances(Map.of());

    private static final String SERVICE = "(streams-app|poller-service|callback-service)";
    private static final Pattern COUNT = Pattern.compile(SERVICE + "=([1-" + MOST + "])");
    private static final Pattern FURTHER = Pattern.compile(SERVICE + "-([2-" + MOST + "])");
    private static final Pattern NUMBER = Pattern.compile("-\\d+$");

    public Instances {
        counts = Map.copyOf(counts);
    }

    /** Reads {@code PART=N[,PART=N]}; empty if it is anything else, or names a part twice. */
    public static Optional<Instances> parse(String text) {
        var counts = new HashMap<String, Integer>();
        for (var item : text.split(",", -1)) {
            var found = COUNT.matcher(item);
            if (!found.matches()
                    || counts.put(found.group(1), Integer.valueOf(found.group(2))) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new Instances(counts));
    }

    /** Of each service as many as the highest number in these names of parts. */
    public static Instances among(Collection<String> names) {
        var counts = new HashMap<String, Integer>();
        for (var name : names) {
            var found = FURTHER.matcher(name);
            if (found.matches()) {
                counts.merge(found.group(1), Integer.valueOf(found.group(2)), Math::max);
            }
        }
        return new Instances(counts);
    }

    /** Processes of a service. */
    public int of(String service) {
        return counts.getOrDefault(service, 1);
    }

    /** Name of an instance, from 1; the first is called as if it were alone. */
    public static String name(String service, int number) {
        return number == 1 ? service : service + "-" + number;
    }

    /** The service that an instance belongs to; any other part is its own. */
    public static String serviceOf(String name) {
        return NUMBER.matcher(name).replaceFirst("");
    }
}
