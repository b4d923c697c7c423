package io.telltale.simulator.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Environment variables being read: collects every fault instead of stopping at the first. */
final class Variables {

    private final Map<String, String> environment;
    private final Set<String> known = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    Variables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    String text(String name, String fallback) {
        var value = valueOrNull(name);
        return value == null ? fallback : value;
    }

    boolean flag(String name) {
        var value = text(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            fault("%s must be true or false, was %s".formatted(name, value));
        }
        return value.equals("true");
    }

    int number(String name, int fallback, int least, int most) {
        var value = valueOrNull(name);
        if (value == null) {
            return fallback;
        }
        try {
            var number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below, together with a number out of range
        }
        fault("%s must be a number from %d to %d, was %s".formatted(name, least, most, value));
        return fallback;
    }

    <E extends Enum<E>> E choice(String name, E fallback, E[] choices) {
        var value = text(name, word(fallback));
        for (var choice : choices) {
            if (word(choice).equals(value)) {
                return choice;
            }
        }
        fault(
                "%s must be one of %s, was %s"
                        .formatted(name, Stream.of(choices).map(Variables::word).toList(), value));
        return fallback;
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    Duration duration(String name, Duration fallback, Duration least, Duration most) {
        var value = valueOrNull(name);
        if (value == null) {
            return fallback;
        }
        try {
            var duration = Duration.parse(value);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException _) {
            // said below, together with a duration out of range
        }
        fault("%s must be a duration from %s to %s, was %s".formatted(name, least, most, value));
        return fallback;
    }

    Path folder(String name) {
        var value = valueOrNull(name);
        if (value == null) {
            fault(name + " must name the folder that keeps the simulator's data");
            return Path.of(".");
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException _) {
            fault(name + " must be a path");
            return Path.of(".");
        }
    }

    /** A secret, from the variable itself or from the file that {@code <name>_FILE} names. */
    ExpectedSecret secret(String name, String fallback) {
        var value = valueOrNull(name);
        var file = valueOrNull(name + "_FILE");
        if (value != null && file != null) {
            fault("%s and %s_FILE must not both be set".formatted(name, name));
        }
        if (file == null) {
            return new ExpectedSecret(value == null ? fallback : value);
        }
        try {
            return new ExpectedSecret(Files.readString(Path.of(file)).strip());
        } catch (IOException | InvalidPathException _) {
            fault("%s_FILE must name a readable file, was %s".formatted(name, file));
            return new ExpectedSecret(fallback);
        }
    }

    void refuseUnknown(String prefix) {
        environment.keySet().stream()
                .filter(name -> name.startsWith(prefix) && !known.contains(name))
                .sorted()
                .forEach(name -> fault(name + " is not a setting of the simulator"));
    }

    void fault(String fault) {
        faults.add(fault);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    private @Nullable String valueOrNull(String name) {
        known.add(name);
        var value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }
}
