package io.telltale.localstack.check.cluster;

import io.telltale.localstack.http.Http;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Draws reads of all kinds: of refs that records have named, and a few that none has yet. The list
 * of devices is walked page by page, from the beginning again and again. For one thread that draws,
 * and several that bring pages.
 */
final class ReadDraw {

    private static final int PAGE = 100;

    /** Lists of one device are read whole, in one page. */
    private static final int WHOLE = 500;

    private static final int ALL_SHARES =
            Arrays.stream(ReadKind.values()).mapToInt(ReadKind::share).sum();

    /** One in so many refs may not have come yet. */
    private static final int UNBORN_ONE_IN = 50;

    private final Random random;
    private final List<String> refs;
    private final ArrivalWatch arrivals;
    private final List<String> campaigns;
    private final AtomicReference<DevicesPage> page = new AtomicReference<>(DevicesPage.FIRST);

    /**
     * A draw.
     *
     * @param refs of devices; each exists sooner or later
     * @param arrivals what has come of them
     * @param campaigns refs of campaigns
     */
    ReadDraw(long seed, List<String> refs, ArrivalWatch arrivals, List<String> campaigns) {
        this.random = new Random(seed);
        this.refs = List.copyOf(refs);
        this.arrivals = arrivals;
        this.campaigns = List.copyOf(campaigns);
    }

    /**
     * Where the list of devices goes on.
     *
     * @param after the last key so far
     * @param cursor empty at the beginning
     */
    private record DevicesPage(String after, String cursor) {

        static final DevicesPage FIRST = new DevicesPage("", "");
    }

    Read next() {
        var kind = kind();
        return switch (kind) {
            case DEVICE -> ofDevice(kind, "");
            case TASKS -> ofDevice(kind, "/tasks?limit=" + WHOLE);
            case SMS -> ofDevice(kind, "/sms?limit=" + WHOLE);
            case TIMELINE -> ofDevice(kind, "/timeline?limit=" + WHOLE);
            case PUSH_ACTIONS -> ofDevice(kind, "/push-actions?limit=" + WHOLE);
            case IDENTITY -> ofDevice(kind, "/identity");
            case DEVICES -> devices(page.get());
            case CAMPAIGN -> ofCampaign(kind, "");
            case MEMBERS -> ofCampaign(kind, "/devices?limit=" + PAGE);
            case CAMPAIGNS -> new Read(kind, "", "/campaigns?limit=" + WHOLE);
            case UNKNOWN -> unknown("graph:of-no-device-" + random.nextInt(1_000_000));
        };
    }

    private ReadKind kind() {
        var drawn = random.nextInt(ALL_SHARES);
        for (var kind : ReadKind.values()) {
            drawn -= kind.share();
            if (drawn < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("shares have a sum");
    }

    private Read ofDevice(ReadKind kind, String rest) {
        var any = refs.get(random.nextInt(refs.size()));
        var ref = random.nextInt(UNBORN_ONE_IN) == 0 ? any : arrivals.draw(random).orElse(any);
        return new Read(kind, ref, "/devices/" + Http.encoded(ref) + rest);
    }

    private Read ofCampaign(ReadKind kind, String rest) {
        var ref = campaigns.get(random.nextInt(campaigns.size()));
        return new Read(kind, ref, "/campaigns/" + Http.encoded(ref) + rest);
    }

    private static Read unknown(String ref) {
        return new Read(ReadKind.UNKNOWN, ref, "/devices/" + Http.encoded(ref));
    }

    private static Read devices(DevicesPage page) {
        var cursor = page.cursor().isEmpty() ? "" : "&cursor=" + Http.encoded(page.cursor());
        return new Read(ReadKind.DEVICES, page.after(), "/devices?limit=" + PAGE + cursor);
    }

    /**
     * The next page of devices is read behind this one.
     *
     * @param last its last key
     * @param cursor empty at the end of the list
     */
    void goOn(String last, String cursor) {
        page.set(cursor.isEmpty() ? DevicesPage.FIRST : new DevicesPage(last, cursor));
    }
}
