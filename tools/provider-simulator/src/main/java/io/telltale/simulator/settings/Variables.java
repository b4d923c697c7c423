package io.telltale.simulator.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads environment variables, and collects every fault instead of stopping at the first. */
final class Variables {

    private final Map<String, String> environment;
    private final Set<String> known = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    Variables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    String text(String name, String fallback) {
        return value(name).orElse(fallback);
    }

    boolean flag(String name) {
        return read(
                name,
                false,
                "true or false",
                text ->
                        switch (text) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> throw new IllegalArgumentException(text);
                        });
    }

    int number(String name, int fallback, int least, int most) {
        var expected = "a number from %d to %d".formatted(least, most);
        return read(name, fallback, expected, text -> within(least, most, Integer.valueOf(text)));
    }

    Duration duration(String name, Duration fallback, Duration least, Duration most) {
        var expected = "a duration from %s to %s".formatted(least, most);
        return read(name, fallback, expected, text -> within(least, most, Duration.parse(text)));
    }

    FleetKind fleet(String name) {
        var kinds =
                Stream.of(FleetKind.values())
                        .collect(Collectors.toMap(FleetKind::spelled, kind -> kind));
        return read(
                name,
                FleetKind.STILL,
                "one of " + new TreeSet<>(kinds.keySet()),
                text -> Objects.requireNonNull(kinds.get(text)));
    }

    Path folder(String name) {
        if (value(name).isEmpty()) {
            fault(name + " must name the folder that keeps the simulator's data");
        }
        return read(name, Path.of("."), "a path", Path::of);
    }

    /** A secret, from the variable itself or from the file that {@code <name>_FILE} names. */
    ExpectedSecret secret(String name, String fallback) {
        if (value(name).isPresent() && value(name + "_FILE").isPresent()) {
            fault("%s and %s_FILE must not both be set".formatted(name, name));
        }
        return new ExpectedSecret(
                read(
                        name + "_FILE",
                        text(name, fallback),
                        "the name of a readable file",
                        Variables::content));
    }

    /** An RSA or EC key as PEM; null when there is none. */
    @Nullable PublicKey publicKey(String name) {
        var pem = secret(name, "").value();
        var key = PublicKeys.ofPem(pem);
        if (!pem.isEmpty() && key.isEmpty()) {
            fault(name + " must be an RSA or EC public key as PEM");
        }
        return key.orElse(null);
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

    /**
     * The parsed value; the fallback when there is none, or, with a fault, when it is not valid.
     */
    private <T> T read(String name, T fallback, String expected, Function<String, T> parser) {
        return value(name)
                .map(text -> {
                    try {
                        return parser.apply(text);
                    } catch (RuntimeException _) {
                        fault("%s must be %s, was %s".formatted(name, expected, text));
                        return fallback;
                    }
                })
                .orElse(fallback);
    }

    private static <T extends Comparable<T>> T within(T least, T most, T value) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(value.toString());
        }
        return value;
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> value(String name) {
        known.add(name);
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
