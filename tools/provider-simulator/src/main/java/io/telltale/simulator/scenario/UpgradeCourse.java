package io.telltale.simulator.scenario;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * What becomes of the devices of a campaign within a span of time: two to five statuses each, at
 * times of their own. Some come back to a status they had, some have no reason, a few leave the
 * campaign for good. The same for the same seed, worked out anew whenever it is asked.
 *
 * @param campaign tells campaigns of one seed apart
 * @param timed whether rows carry their times, as in v3
 * @param leaving share of devices that leave the campaign
 * @param joining share of devices that are added while it runs
 * @param odd share of devices of which two statuses have one time, and of times that are written
 *     oddly; with times only
 */
record UpgradeCourse(
        long seed,
        long campaign,
        boolean timed,
        Instant begins,
        Duration span,
        double leaving,
        double joining,
        double odd)
        implements Campaign.Course {

    private static final Pattern TRAILING_ZEROS = Pattern.compile("(?<=\\.\\d{1,2})0+Z$");
    private static final double WITHOUT_REASON = 0.1;
    private static final double BACK_AGAIN = 0.35;
    private static final double SUCCEEDING = 0.8;

    /** A status as ThingSpace words it, and why. */
    private record Word(String status, String reason) {}

    private static final Word ACCEPTED = new Word("Accepted", "Device accepted");
    private static final List<Word> PULL_UNDER_WAY =
            List.of(
                    new Word("UpgradePending", "RovaClientDidNotReportStatus"),
                    new Word("UpgradeFailed", "RovaClientDownloadFailed"),
                    new Word("UpgradePending", "RovaClientDownloadNotInstalledYet"));
    private static final Word PULL_DONE = new Word("UpgradeSuccess", "DownloadInstallSucceeded");
    private static final List<Word> PULL_FAILED =
            List.of(
                    new Word("upgradeFailure", "RovaClientDownloadFailed"),
                    new Word("upgradeFailure", "RovaClientDownloadedInstallFailed"),
                    new Word("CampaignCancelled", "Cancelled by user"),
                    new Word("DeviceRejected", "Device is not FOTA capable"));
    private static final Word UNREACHED =
            new Word("NoDeviceDataFromNetwork", "Device not reachable, try count 1");
    private static final List<Word> FIRMWARE_UNDER_WAY =
            List.of(
                    new Word("ReceivedDeviceDataFromNetwork", "Device reachable, try count 2"),
                    new Word(
                            "RequestToFotaServerFailed",
                            "Request failed, estimated retry time 06 Oct 22 18:05 UTC"),
                    new Word(
                            "UpgradePending",
                            "Upgrade pending, the device upgrade is estimated to be scheduled for"
                                    + " 06 Oct 22 18:05 UTC"),
                    new Word(
                            "UpgradeScheduled",
                            "Upgrade begins at 06 Oct 22 18:05 UTC, estimated completion 06 Oct 22"
                                    + " 19:05 UTC"));
    private static final Word FIRMWARE_DONE =
            new Word("UpgradeSuccess", "Upgrade completed successfully");
    private static final List<Word> FIRMWARE_FAILED =
            List.of(
                    new Word("UpgradeFailed", "Upgrade failed"),
                    new Word(
                            "NoDeviceDataFromNetwork",
                            "Device not reachable, no retry available, try count 5"));

    @Override
    public Optional<CampaignReportLine> at(int index, String imei, Instant now) {
        var random = SeededRandom.of(seed, campaign, index);
        var count = random.nextInt(2, 6);
        var times = times(random, count);
        var words = words(random, count);
        var reasoned = new boolean[count];
        for (var step = 0; step < count; step++) {
            reasoned[step] = !SeededRandom.happens(random, WITHOUT_REASON);
        }
        var here = presence(random, now);
        var step = 0;
        while (step + 1 < count && !times.get(step + 1).isAfter(now)) {
            step++;
        }
        var last = step + 1 == count;
        return here
                ? Optional.of(
                        row(
                                imei,
                                words.get(step),
                                reasoned[step],
                                time(index, times, step),
                                form(index, step),
                                last))
                : Optional.empty();
    }

    /** The first status is there from the beginning. */
    private List<Instant> times(SplittableRandom random, int count) {
        return random.longs(count - 1L, span.toMillis() / 100, span.toMillis() * 98 / 100)
                .sorted()
                .mapToObj(begins::plusMillis)
                .collect(() -> new ArrayList<>(List.of(begins)), ArrayList::add, ArrayList::addAll);
    }

    /** Each differs from the one before, if only in its reason. */
    private List<Word> words(SplittableRandom random, int count) {
        var words = new ArrayList<Word>();
        words.add(timed ? UNREACHED : ACCEPTED);
        var underWay = timed ? FIRMWARE_UNDER_WAY : PULL_UNDER_WAY;
        while (words.size() < count - 1) {
            var back = words.size() >= 2 && SeededRandom.happens(random, BACK_AGAIN);
            var word = back ? words.get(words.size() - 2) : SeededRandom.oneOf(random, underWay);
            if (!word.equals(words.getLast())) {
                words.add(word);
            }
        }
        words.add(
                SeededRandom.happens(random, SUCCEEDING)
                        ? (timed ? FIRMWARE_DONE : PULL_DONE)
                        : SeededRandom.oneOf(random, timed ? FIRMWARE_FAILED : PULL_FAILED));
        return words;
    }

    /** Of some devices one status has the time of the status before it. */
    private Instant time(int index, List<Instant> times, int step) {
        var random = SeededRandom.of(seed, campaign, index, 1);
        var shared = SeededRandom.happens(random, odd) ? random.nextInt(1, times.size()) : 0;
        return times.get(step > 0 && step == shared ? step - 1 : step);
    }

    /** Decides how the time of a status is written. */
    private SplittableRandom form(int index, int step) {
        return SeededRandom.of(seed, campaign, index, 2, step);
    }

    private boolean presence(SplittableRandom random, Instant now) {
        var at = begins.plusMillis((long) (span.toMillis() * random.nextDouble(0.2, 0.9)));
        var fate = random.nextDouble();
        if (fate < leaving) {
            return now.isBefore(at);
        }
        return fate >= leaving + joining || !now.isBefore(at);
    }

    private CampaignReportLine row(
            String imei,
            Word word,
            boolean reasoned,
            Instant since,
            SplittableRandom form,
            boolean last) {
        var reason = reasoned ? word.reason() : null;
        if (!timed) {
            return CampaignReportLine.untimed(imei, word.status(), reason);
        }
        var oddly = SeededRandom.happens(form, odd) ? OddTime.of(form, since) : null;
        return new CampaignReportLine(
                imei,
                word.status(),
                reason,
                oddly == null ? TextNode.valueOf(text(since)) : oddly.written(),
                text(since.minusSeconds(2)),
                last ? null : text(since.plusSeconds(3_600)),
                oddly == null ? null : new Meaning(List.of(), oddly.read()));
    }

    /** With one to three digits of a second, or none. */
    private static String text(Instant time) {
        return TRAILING_ZEROS.matcher(time.toString()).replaceFirst("Z");
    }
}
