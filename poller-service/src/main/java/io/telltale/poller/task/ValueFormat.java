package io.telltale.poller.task;

import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.MalformedRefException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The format of a parameter's value.
 *
 * @param expected in words
 * @param fits whether a value does
 */
record ValueFormat(String expected, Predicate<String> fits) {

    private static final int MOST_DEVICES = 5_000;

    static ValueFormat oneOf(String... words) {
        return new ValueFormat("one of " + String.join(", ", words), List.of(words)::contains);
    }

    static ValueFormat date() {
        return new ValueFormat(
                "a date like 2026-01-31", text -> parses(() -> LocalDate.parse(text)));
    }

    static ValueFormat time() {
        return new ValueFormat(
                "a time like 2026-01-31T00:00:00Z", text -> parses(() -> Instant.parse(text)));
    }

    static ValueFormat duration(Duration least, Duration most) {
        return new ValueFormat(
                "a duration from %s to %s".formatted(least, most),
                text ->
                        parses(() -> {
                            var time = Duration.parse(text);
                            if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
                                throw new DateTimeException("out of bounds");
                            }
                        }));
    }

    static ValueFormat number(int least, int most) {
        return new ValueFormat(
                "a number from %d to %d".formatted(least, most),
                text ->
                        text.matches("[0-9]{1,9}")
                                && Integer.parseInt(text) >= least
                                && Integer.parseInt(text) <= most);
    }

    static ValueFormat campaignId() {
        return new ValueFormat(
                "a campaign id of 1 to 128 URL-safe characters",
                text -> parses(() -> new CampaignRef("account", text)));
    }

    static ValueFormat device() {
        return new ValueFormat(
                "a device ref such as imei:990000560000001",
                text -> parses(() -> DeviceRef.parse(text)));
    }

    static ValueFormat devices() {
        return new ValueFormat(
                "1 to %d comma-separated device refs".formatted(MOST_DEVICES),
                ValueFormat::areDevices);
    }

    private static boolean areDevices(String text) {
        var refs = text.split(",", -1);
        return refs.length <= MOST_DEVICES
                && Stream.of(refs).map(String::strip).allMatch(device().fits());
    }

    static ValueFormat matching(String expected, String pattern) {
        return new ValueFormat(expected, text -> text.matches(pattern));
    }

    private static boolean parses(Runnable parser) {
        try {
            parser.run();
            return true;
        } catch (DateTimeException | MalformedRefException e) {
            return false;
        }
    }
}
