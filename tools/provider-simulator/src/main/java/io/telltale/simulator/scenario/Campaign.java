package io.telltale.simulator.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A software campaign over devices with consecutive IMEIs.
 *
 * @param api the API version it belongs to, {@code v2} or {@code v3}; the other does not know it
 * @param firstImei 15 digits
 * @param size how many IMEIs the campaign covers, whether their devices are in it now or not
 * @param course what becomes of each device
 */
public record Campaign(
        String id,
        String api,
        long firstImei,
        int size,
        CampaignContent info,
        CampaignSchedule schedule,
        Course course) {

    /** Tells the row of one device at one time. */
    public interface Course {

        /**
         * The device's row, or empty while it is not in the campaign.
         *
         * @param index of the device in the campaign, from 0
         */
        Optional<CampaignReportLine> at(int index, String imei, Instant now);
    }

    /**
     * The rows behind an IMEI in ascending order.
     *
     * @param last IMEI after which they begin, as a number; 0 begins at the first
     * @param most how many at most
     */
    public List<CampaignReportLine> after(long last, int most, Instant now) {
        var rows = new ArrayList<CampaignReportLine>();
        var index = Math.clamp(last - firstImei + 1, 0, size);
        while (index < size && rows.size() < most) {
            device(index, now).ifPresent(rows::add);
            index++;
        }
        return rows;
    }

    /** The row of the device at a place of the campaign, from 0. */
    public Optional<CampaignReportLine> device(int index, Instant now) {
        return course.at(index, imei(firstImei + index), now);
    }

    /** The row of a device by its IMEI. */
    public Optional<CampaignReportLine> device(String imei, Instant now) {
        return covers(imei)
                ? device(Math.toIntExact(Long.parseLong(imei) - firstImei), now)
                : Optional.empty();
    }

    /** How many devices are in the campaign. */
    public int total(Instant now) {
        var total = 0;
        for (var index = 0; index < size; index++) {
            total += device(index, now).isPresent() ? 1 : 0;
        }
        return total;
    }

    public boolean covers(String imei) {
        if (imei.length() != 15 || !imei.chars().allMatch(each -> each >= '0' && each <= '9')) {
            return false;
        }
        var number = Long.parseLong(imei);
        return number >= firstImei && number < firstImei + size;
    }

    private static String imei(long number) {
        var digits = Long.toString(number);
        return "0".repeat(15 - digits.length()) + digits;
    }
}
