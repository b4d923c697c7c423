package io.telltale.schemas.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the environment variables of a process and collects what is wrong with them.
 *
 * <p>A wrong or missing value is remembered as a fault and answered with a harmless stand-in, so
 * that all settings are read before {@link #refuseIfFaulty()} throws with the whole list. Names are
 * the variable names. Any value may be given in a file instead: {@code NAME_FILE} holds its path.
 *
 * <p>What Kubernetes adds for a Service called {@code telltale}, such as {@code
 * TELLTALE_PORT=tcp://10.0.0.1:80}, is not there.
 *
 * <p>Not for use by several threads.
 */
public final class Settings {

    private static final Pattern SERVICE_LINK =
            Pattern.compile("(?:tcp|udp|sctp)://[0-9a-fA-F.:\\[\\]]+:[0-9]+");

    private static final String IN_A_FILE = "_FILE";

    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> asked = new TreeSet<>();

    private Settings(Map<String, String> environment) {
        this.environment =
                environment.entrySet().stream()
                        .filter(each -> !SERVICE_LINK.matcher(each.getValue()).matches())
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Reads from these variables, normally {@link System#getenv()}. */
    public static Settings of(Map<String, String> environment) {
        return new Settings(environment);
    }

    /**
     * The part of a variable name that stands for an account or project: upper case, everything but
     * letters and digits as {@code _}. {@code 0000123456-00001} becomes {@code 0000123456_00001}.
     */
    public static String nameOf(String account) {
        return account.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Whether a variable is set, though it be blank, or its file is named. */
    public boolean isGiven(String name) {
        asked.add(name);
        return environment.containsKey(name) || environment.containsKey(name + IN_A_FILE);
    }

    /** A text that must be there and not blank. */
    public String text(String name) {
        return optional(name).orElseGet(() -> fault(name, "a value", "nothing", ""));
    }

    /** A text with a default. */
    public String text(String name, String orElse) {
        return optional(name).orElse(orElse);
    }

    /** A text that may be missing; blank counts as missing. */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(read(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A secret that must be there. */
    public Secret secret(String name) {
        return new Secret(text(name));
    }

    /** Texts parted by commas, in the order given; none when missing. */
    public List<String> list(String name) {
        return optional(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** A whole number between two bounds, both included. */
    public int number(String name, int orElse, int least, int most) {
        return optional(name).map(text -> toNumber(name, text, least, most)).orElse(orElse);
    }

    private int toNumber(String name, String text, int least, int most) {
        var expected = "a whole number from %d to %d".formatted(least, most);
        try {
            var number = Integer.parseInt(text);
            return number < least || number > most ? fault(name, expected, text, least) : number;
        } catch (NumberFormatException e) {
            return fault(name, expected, text, least);
        }
    }

    /** A length of time in ISO-8601 ({@code PT30S}) between two bounds, both included. */
    public Duration duration(String name, Duration orElse, Duration least, Duration most) {
        return optional(name).map(text -> toDuration(name, text, least, most)).orElse(orElse);
    }

    private Duration toDuration(String name, String text, Duration least, Duration most) {
        var expected = "a duration from %s to %s".formatted(least, most);
        try {
            var duration = Duration.parse(text);
            return duration.compareTo(least) < 0 || duration.compareTo(most) > 0
                    ? fault(name, expected, text, least)
                    : duration;
        } catch (DateTimeParseException e) {
            return fault(name, expected, text, least);
        }
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean orElse) {
        return optional(name)
                .map(text ->
                        switch (text.toLowerCase(Locale.ROOT)) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> fault(name, "true or false", text, orElse);
                        })
                .orElse(orElse);
    }

    /** An absolute http or https address that must be there; a trailing slash is dropped. */
    public URI address(String name) {
        return optional(name)
                .map(text -> toAddress(name, text))
                .orElseGet(() -> fault(name, "an http or https address", "nothing", NOWHERE));
    }

    /** An absolute http or https address with a default; a trailing slash is dropped. */
    public URI address(String name, String orElse) {
        return toAddress(name, text(name, orElse));
    }

    /** Comma-separated http or https addresses with a default, at least one. */
    public List<URI> addresses(String name, String orElse) {
        var given = list(name);
        return (given.isEmpty() ? List.of(orElse) : given)
                .stream().map(text -> toAddress(name, text)).toList();
    }

    private URI toAddress(String name, String text) {
        var expected = "an http or https address";
        if (text.contains("@")) { // a password may stand before it
            return fault(name, expected + " without user and password", "another", NOWHERE);
        }
        try {
            var uri = URI.create(text.replaceFirst("/+$", ""));
            var web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null ? uri : fault(name, expected, text, NOWHERE);
        } catch (IllegalArgumentException e) {
            return fault(name, expected, text, NOWHERE);
        }
    }

    /** A path that must be given; whether something is there is for the reader to find out. */
    public Path path(String name) {
        return Path.of(text(name));
    }

    /** A path that may be missing. */
    public Optional<Path> optionalPath(String name) {
        return optional(name).map(Path::of);
    }

    /**
     * Properties passed through to a library: {@code PREFIX_SECURITY_PROTOCOL=SSL} becomes {@code
     * security.protocol=SSL}, and the text of the file {@code PREFIX_SSL_KEY_PASSWORD_FILE} becomes
     * {@code ssl.key.password}.
     *
     * @param endInFile names of the library's properties that themselves end in {@code .file}
     */
    public Map<String, String> passedThrough(String prefix, Set<String> endInFile) {
        var start = prefix + "_";
        asked.add(start + "*");
        var properties = new TreeMap<String, String>();
        for (var name : environment.keySet()) {
            if (name.startsWith(start)) {
                var property = property(name.substring(start.length()));
                var isFile = name.endsWith(IN_A_FILE) && !endInFile.contains(property);
                var variable =
                        isFile ? name.substring(0, name.length() - IN_A_FILE.length()) : name;
                var value =
                        endInFile.contains(property) ? environment.get(name) : content(variable);
                if (value != null) {
                    properties.put(
                            property(variable.substring(start.length())),
                            isFile ? value.strip() : value);
                }
            }
        }
        return Map.copyOf(properties);
    }

    /** Names asked for so far; {@code *} stands for the properties of a prefix. */
    public Set<String> asked() {
        return Set.copyOf(asked);
    }

    /**
     * A line for each {@code TELLTALE_*} variable that no part of Telltale reads, with the nearest
     * known name. Values are not in it.
     */
    public List<String> warnings() {
        return new UnknownVariables(environment).warnings();
    }

    private static String property(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** Remembers a fault that a reader of settings found itself. */
    public <T extends @Nullable Object> T fault(
            String name, String expected, String was, T standIn) {
        faults.add("%s must be %s, was %s".formatted(name, expected, was));
        return standIn;
    }

    /**
     * To be called once everything is read.
     *
     * @throws InvalidSettingsException listing every fault, if there is one
     */
    public void refuseIfFaulty() {
        if (!faults.isEmpty()) {
            throw new InvalidSettingsException(faults);
        }
    }

    private @Nullable String read(String name) {
        asked.add(name);
        return content(name);
    }

    private @Nullable String content(String name) {
        var value = environment.get(name);
        var file = environment.get(name + IN_A_FILE);
        if (file == null) {
            return value;
        }
        if (value != null) {
            return fault(name, "given once", "given as variable and as file", value);
        }
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            return fault(name + IN_A_FILE, "a file that can be read", file, null);
        }
    }

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
}
