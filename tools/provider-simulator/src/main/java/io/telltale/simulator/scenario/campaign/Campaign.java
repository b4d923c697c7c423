package io.telltale.simulator.scenario.campaign;

import io.telltale.simulator.scenario.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A software campaign over devices with consecutive IMEIs.
 *
 * @param api the API version it belongs to, {@code v2} or {@code v3}; the other does not list it
 * @param firstImei 15 digits
 * @param size how many IMEIs the campaign covers, whether their devices are in it now or not
 * @param course the statuses of each device
 */
public record Campaign(
        String id,
        String api,
        long firstImei,
        int size,
        Content content,
        CampaignSchedule schedule,
        DeviceRows course) {

    /** The software that a campaign installs, and the devices it is for. */
    public record Content(String name, String from, String to, String make, String model) {}

    /** The row of each device at each time. */
    public interface DeviceRows {

        /**
         * The device's row, or empty while it is not in the campaign.
         *
         * @param index of the device in the campaign, from 0
         */
        Optional<CampaignReportLine> at(int index, String imei, Instant now);
    }

    /** The campaigns of an account. */
    public interface Book {

        /** Those that ThingSpace lists at a time. */
        List<Campaign> at(Instant now);
    }

    public boolean isV3() {
        return api.equals("v3");
    }

    /** The rows of all devices that are in the campaign, by ascending IMEI. */
    public Stream<CampaignReportLine> rows(Instant now) {
        return rowsFrom(0, now);
    }

    /**
     * The rows behind an IMEI in ascending order.
     *
     * @param last IMEI after which they begin, as a number; 0 begins at the first
     */
    public Stream<CampaignReportLine> after(long last, Instant now) {
        return rowsFrom(Math.clamp(last - firstImei + 1, 0, size), now);
    }

    /** The row of a device by its IMEI. */
    public Optional<CampaignReportLine> device(String imei, Instant now) {
        return covers(imei)
                ? row(Math.toIntExact(Long.parseLong(imei) - firstImei), now)
                : Optional.empty();
    }

    public boolean covers(String imei) {
        if (imei.length() != 15 || !DeviceId.isDigits(imei)) {
            return false;
        }
        var number = Long.parseLong(imei);
        return number >= firstImei && number < firstImei + size;
    }

    private Stream<CampaignReportLine> rowsFrom(int start, Instant now) {
        return IntStream.range(start, size).boxed().flatMap(index -> row(index, now).stream());
    }

    private Optional<CampaignReportLine> row(int index, Instant now) {
        return course.at(index, "%015d".formatted(firstImei + index), now);
    }
}
