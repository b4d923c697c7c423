package io.telltale.simulator.scenario.campaign;

import com.fasterxml.jackson.databind.node.TextNode;
import io.telltale.simulator.scenario.Course;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.odd.Meaning;
import io.telltale.simulator.scenario.odd.OddTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * The statuses of a campaign's devices within a span of time: two to five of each device. Some come
 * back to an earlier status, some have no reason, a few devices leave the campaign for good.
 *
 * <p>The same for the same seed; calculated again for each request.
 *
 * @param key separates campaigns of one seed
 * @param timed whether rows carry their times, as in v3
 */
public record UpgradeCourse(
        long seed, long key, boolean timed, Instant begins, Duration span, Shares shares)
        implements Campaign.DeviceRows {

    /**
     * Shares of a campaign's devices, 0 to 1.
     *
     * @param leaving of devices that leave the campaign
     * @param joining of devices that are added while it runs
     * @param odd of devices that have two statuses at one time, and of times that are written
     *     oddly; only where rows carry times
     */
    public record Shares(double leaving, double joining, double odd) {}

    private static final Pattern TRAILING_ZEROS = Pattern.compile("(?<=\\.\\d{1,2})0+Z$");
    private static final double WITHOUT_REASON = 0.1;
    private static final double SUCCEEDING = 0.8;

    /** A status in ThingSpace's spelling, and its reason. */
    private record Status(String name, String reason) {}

    private static final Status ACCEPTED = new Status("Accepted", "Device accepted");
    private static final List<Status> PULL_UNDER_WAY =
            List.of(
                    new Status("UpgradePending", "RovaClientDidNotReportStatus"),
                    new Status("UpgradeFailed", "RovaClientDownloadFailed"),
                    new Status("UpgradePending", "RovaClientDownloadNotInstalledYet"));
    private static final Status PULL_DONE =
            new Status("UpgradeSuccess", "DownloadInstallSucceeded");
    private static final List<Status> PULL_FAILED =
            List.of(
                    new Status("upgradeFailure", "RovaClientDownloadFailed"),
                    new Status("upgradeFailure", "RovaClientDownloadedInstallFailed"),
                    new Status("CampaignCancelled", "Cancelled by user"),
                    new Status("DeviceRejected", "Device is not FOTA capable"));
    private static final Status UNREACHED =
            new Status("NoDeviceDataFromNetwork", "Device not reachable, try count 1");
    private static final List<Status> FIRMWARE_UNDER_WAY =
            List.of(
                    new Status("ReceivedDeviceDataFromNetwork", "Device reachable, try count 2"),
                    new Status(
                            "RequestToFotaServerFailed",
                            "Request failed, estimated retry time 06 Oct 22 18:05 UTC"),
                    new Status(
                            "UpgradePending",
                            "Upgrade pending, the device upgrade is estimated to be scheduled for"
                                    + " 06 Oct 22 18:05 UTC"),
                    new Status(
                            "UpgradeScheduled",
                            "Upgrade begins at 06 Oct 22 18:05 UTC, estimated completion 06 Oct 22"
                                    + " 19:05 UTC"));
    private static final Status FIRMWARE_DONE =
            new Status("UpgradeSuccess", "Upgrade completed successfully");
    private static final List<Status> FIRMWARE_FAILED =
            List.of(
                    new Status("UpgradeFailed", "Upgrade failed"),
                    new Status(
                            "NoDeviceDataFromNetwork",
                            "Device not reachable, no retry available, try count 5"));

    @Override
    public Optional<CampaignReportLine> at(int index, String imei, Instant now) {
        var random = SeededRandom.of(seed, key, index);
        if (!isPresent(random, now)) {
            return Optional.empty();
        }
        var course =
                Course.drawn(
                        random,
                        5,
                        begins,
                        span,
                        timed ? UNREACHED : ACCEPTED,
                        () ->
                                SeededRandom.oneOf(
                                        random, timed ? FIRMWARE_UNDER_WAY : PULL_UNDER_WAY),
                        last(random));
        var step = course.at(now);
        var form = SeededRandom.of(seed, key, index, 2, step);
        var status = course.statuses().get(step);
        var reason = SeededRandom.happens(form, WITHOUT_REASON) ? null : status.reason();
        if (!timed) {
            return Optional.of(CampaignReportLine.untimed(imei, status.name(), reason));
        }
        var since = time(index, course.times(), step);
        var odd = SeededRandom.happens(form, shares.odd()) ? OddTime.of(form, since) : null;
        var isLast = step + 1 == course.times().size();
        return Optional.of(
                new CampaignReportLine(
                        imei,
                        status.name(),
                        reason,
                        odd == null ? TextNode.valueOf(text(since)) : odd.written(),
                        text(since.minusSeconds(2)),
                        isLast ? null : text(since.plusSeconds(3_600)),
                        odd == null ? null : new Meaning(List.of(), odd.read())));
    }

    private Status last(SplittableRandom random) {
        return SeededRandom.happens(random, SUCCEEDING)
                ? (timed ? FIRMWARE_DONE : PULL_DONE)
                : SeededRandom.oneOf(random, timed ? FIRMWARE_FAILED : PULL_FAILED);
    }

    /** Some devices have one status at the time of the status before it. */
    private Instant time(int index, List<Instant> times, int step) {
        var random = SeededRandom.of(seed, key, index, 1);
        var shared =
                SeededRandom.happens(random, shares.odd()) ? random.nextInt(1, times.size()) : 0;
        return times.get(step > 0 && step == shared ? step - 1 : step);
    }

    private boolean isPresent(SplittableRandom random, Instant now) {
        var at = begins.plusMillis((long) (span.toMillis() * random.nextDouble(0.2, 0.9)));
        var fate = random.nextDouble();
        if (fate < shares.leaving()) {
            return now.isBefore(at);
        }
        return fate >= shares.leaving() + shares.joining() || !now.isBefore(at);
    }

    /** ISO with one to three digits of a second, or none. */
    private static String text(Instant time) {
        return TRAILING_ZEROS.matcher(time.toString()).replaceFirst("Z");
    }
}
