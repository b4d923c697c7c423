package io.telltale.localstack.check.streams;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Where two JSON documents differ. Members that only the answer has are ignored. */
public final class Difference {

    private Difference() {}

    /** The first place at which the answer is not what is expected; empty where it is. */
    public static Optional<String> between(JsonNode expected, JsonNode answer) {
        return between("", expected, answer);
    }

    private static Optional<String> between(String path, JsonNode expected, JsonNode answer) {
        if (expected.isObject() && answer.isObject()) {
            return expected.properties().stream()
                    .flatMap(member ->
                            between(
                                    path + "/" + member.getKey(),
                                    member.getValue(),
                                    answer.path(member.getKey()))
                                    .stream())
                    .findFirst();
        }
        if (expected.isArray() && answer.isArray() && expected.size() == answer.size()) {
            for (var place = 0; place < expected.size(); place++) {
                var difference =
                        between(path + "/" + place, expected.get(place), answer.get(place));
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return Optional.empty();
        }
        return isSame(expected, answer)
                ? Optional.empty()
                : Optional.of(
                        "%s: expected %s, was %s"
                                .formatted(
                                        path,
                                        expected,
                                        answer.isMissingNode() ? "nothing" : answer));
    }

    /** Numbers are compared by value: one is written by us, the other read from text. */
    private static boolean isSame(JsonNode expected, JsonNode answer) {
        return (expected.isIntegralNumber() && answer.isIntegralNumber())
                ? expected.bigIntegerValue().equals(answer.bigIntegerValue())
                : expected.equals(answer);
    }
}
