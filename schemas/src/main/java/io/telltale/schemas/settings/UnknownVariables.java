package io.telltale.schemas.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The {@code TELLTALE_*} variables of an environment that no {@link VariableReader} reads.
 *
 * <p>Where the environment lists the accounts of a provider, the names of other accounts are
 * unknown; where it does not, those of any account are known. What Kubernetes adds for a Service
 * called {@code telltale} or {@code telltale-…} is none of ours and left out.
 */
final class UnknownVariables {

    private static final String OURS = "TELLTALE_";
    private static final String IN_A_FILE = "_FILE";

    private static final Pattern OF_KUBERNETES =
            Pattern.compile(
                    "TELLTALE(_[A-Z0-9_]+)?_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?"
                            + "|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Map<String, String> ACCOUNTS =
            Map.of(
                    "TELLTALE_THINGSPACE_*", "TELLTALE_THINGSPACE_ACCOUNTS",
                    "TELLTALE_XTREMEPUSH_*", "TELLTALE_XTREMEPUSH_PROJECTS",
                    "TELLTALE_GRAPH_*", "TELLTALE_GRAPH_ACCOUNTS");

    /** A missing last part of a name counts as so many letters. */
    private static final int LACKS_WORDS = 2;

    private final Map<String, String> environment;
    private final Set<String> known;

    UnknownVariables(Map<String, String> environment) {
        this.environment = environment;
        this.known =
                Arrays.stream(VariableReader.values())
                        .flatMap(reader -> reader.names().stream())
                        .flatMap(this::ofAccounts)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<String> ofAccounts(String name) {
        var accounts =
                ACCOUNTS.entrySet().stream()
                        .filter(each -> name.startsWith(each.getKey()))
                        .flatMap(each -> listed(each.getValue()))
                        .toList();
        return accounts.isEmpty()
                ? Stream.of(name)
                : accounts.stream().map(account -> name.replace("*", account));
    }

    private Stream<String> listed(String list) {
        return Arrays.stream(environment.getOrDefault(list, "").split(",", -1))
                .map(String::strip)
                .filter(account -> !account.isEmpty())
                .map(Settings::nameOf);
    }

    /** A line each, in alphabetical order. */
    List<String> warnings() {
        return environment.keySet().stream()
                .filter(name -> name.startsWith(OURS))
                .filter(name -> !OF_KUBERNETES.matcher(name).matches())
                .filter(name -> !isKnown(name))
                .sorted()
                .map(name ->
                        meant(name)
                                .map(meant ->
                                        "%s is not known; did you mean %s?".formatted(name, meant))
                                .orElse(name + " is not known and has no effect"))
                .toList();
    }

    private boolean isKnown(String name) {
        return isRead(name) || (name.endsWith(IN_A_FILE) && isRead(withoutFile(name)));
    }

    private boolean isRead(String name) {
        return known.contains(name)
                || known.stream()
                        .filter(each -> each.contains("*"))
                        .anyMatch(each -> name.matches(each.replace("*", "[A-Za-z0-9_]+")));
    }

    private Optional<String> meant(String name) {
        var direct = nearest(name);
        return direct.isPresent() || !name.endsWith(IN_A_FILE)
                ? direct
                : nearest(withoutFile(name)).map(known -> known + IN_A_FILE);
    }

    private static String withoutFile(String name) {
        return name.substring(0, name.length() - IN_A_FILE.length());
    }

    private Optional<String> nearest(String name) {
        return NearestName.of(name.substring(OURS.length()), known, UnknownVariables::edits)
                .map(each -> each.replace("*", "…"));
    }

    /** To a name, to the beginning of one, or from the beginning of one that has properties. */
    private static int edits(String given, String known) {
        var wanted = known.substring(OURS.length()).replace("*", "");
        if (known.endsWith("*")) {
            return beginnings(given + "_")
                    .mapToInt(beginning -> NearestName.edits(beginning + "_", wanted))
                    .min()
                    .orElse(Integer.MAX_VALUE);
        }
        var lacking =
                beginnings(wanted)
                        .mapToInt(beginning -> NearestName.edits(given, beginning) + LACKS_WORDS);
        return IntStream.concat(IntStream.of(NearestName.edits(given, wanted)), lacking)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** What stands before each {@code _}. */
    private static Stream<String> beginnings(String name) {
        return IntStream.range(0, name.length())
                .filter(place -> name.charAt(place) == '_')
                .mapToObj(place -> name.substring(0, place));
    }
}
