package io.telltale.poller.poll.thingspace.sms;

import io.telltale.providers.thingspace.sms.HistoryRejection;
import io.telltale.schemas.record.DeviceProgress;
import io.telltale.schemas.record.OpenRequest;
import io.telltale.schemas.record.ProviderAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the history of one device is requested and answered, and its next window.
 *
 * <p>Windows are half-open, in whole seconds, and end 2 min ago. A message to the device may change
 * its delivery status for some days, so the window goes back to the oldest such message once a day.
 * A full answer means that more may be there: its last second is asked for again.
 *
 * @param progress as committed last
 * @param from begin of the first window, whole seconds
 */
record DeviceHistoryProgress(DeviceProgress progress, Instant from) {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceHistoryProgress.class);
    private static final Duration RECENT = Duration.ofMinutes(2);
    private static final Duration SETTLES_WITHIN = Duration.ofDays(6);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int FULL = 500;
    private static final Duration ROWS_KEPT = Duration.ofDays(100);
    private static final Duration FIRST_PATIENCE = Duration.ofMinutes(1);

    /** Unreadable answers in a row after which a device is left alone for a day. */
    private static final int MOST_UNREADABLE = 5;

    /**
     * What is asked for.
     *
     * @param begin inclusive
     * @param end exclusive
     */
    record Window(Instant begin, Instant end) {

        Duration length() {
            return Duration.between(begin, end);
        }
    }

    /** The window to ask for now; empty while it would be too short, or after a fault. */
    Optional<Window> due(Instant now, Duration shortest) {
        if (isOpen() || isRefused(now)) {
            return Optional.empty();
        }
        var window = window(now);
        return Optional.of(window)
                .filter(w -> w.length().compareTo(shortest) >= 0 || isUnsettled(now))
                .filter(w -> w.length().isPositive());
    }

    /** The window to request on an operator's command, however short. */
    Optional<Window> wanted(Instant now) {
        return Optional.of(window(now)).filter(w -> !isOpen() && w.length().isPositive());
    }

    private Window window(Instant now) {
        var end = now.minus(RECENT).truncatedTo(ChronoUnit.SECONDS);
        return new Window(isUnsettled(now) ? unsettledFrom(now) : doneUntil(), end);
    }

    /** Whether nothing was asked for in so long that its rows are kept nowhere any more. */
    boolean isForgotten(Instant now) {
        return !isOpen() && doneUntil().isBefore(now.minus(ROWS_KEPT)) && !isRefused(now);
    }

    private boolean isOpen() {
        return progress.getOpenRequest() != null;
    }

    private boolean isRefused(Instant now) {
        var asked = progress.getSettledAt();
        return progress.getFault() != null && asked != null && now.isBefore(asked.plus(DAY));
    }

    private boolean isUnsettled(Instant now) {
        var asked = progress.getSettledAt();
        return progress.getUnsettledFrom() != null
                && (asked == null || !now.isBefore(asked.plus(DAY)));
    }

    private Instant unsettledFrom(Instant now) {
        var oldest = now.minus(SETTLES_WITHIN).truncatedTo(ChronoUnit.SECONDS);
        var unsettled = progress.getUnsettledFrom();
        var begin = unsettled == null ? oldest : later(unsettled, oldest);
        return earlier(begin.truncatedTo(ChronoUnit.SECONDS), doneUntil());
    }

    private Instant doneUntil() {
        return Optional.ofNullable(progress.getDoneUntil()).orElse(from);
    }

    /** After it was asked for. */
    DeviceProgress asked(String requestId, Window window, Instant now) {
        return DeviceProgress.newBuilder(progress)
                .setOpenRequest(
                        OpenRequest.newBuilder()
                                .setRequestId(requestId)
                                .setFrom(window.begin())
                                .setTo(window.end())
                                .setAskedAt(now)
                                .build())
                .build();
    }

    /**
     * How long to wait for the answer to the open request. Short at first, since a lost callback is
     * not repeated, and longer each time, since a slow provider needs longer.
     *
     * @param longest the task's deadline
     */
    Duration patience(Duration longest) {
        var doublings = Math.min(progress.getUnanswered(), Integer.SIZE - 2);
        var patience = FIRST_PATIENCE.multipliedBy(1L << doublings);
        return patience.compareTo(longest) < 0 ? patience : longest;
    }

    /** After no answer came: the window is asked for again. */
    DeviceProgress unanswered() {
        return DeviceProgress.newBuilder(progress)
                .setOpenRequest(null)
                .setUnanswered(progress.getUnanswered() + 1)
                .build();
    }

    /**
     * After an answer that could not be read: the window is requested again. A bounded number of
     * times, since each such answer becomes a dead letter.
     */
    DeviceProgress unreadable(Instant now) {
        return progress.getUnanswered() + 1 < MOST_UNREADABLE
                ? unanswered()
                : refused(HistoryRejection.UNREADABLE, now);
    }

    /** After the provider refused the history of this device. */
    DeviceProgress refused(String code, Instant now) {
        return DeviceProgress.newBuilder(progress)
                .setOpenRequest(null)
                .setUnanswered(0)
                .setFault(code)
                .setSettledAt(now)
                .build();
    }

    /** After rows came, or none. */
    DeviceProgress answered(OpenRequest request, ProviderAnswer answer) {
        var begin = Optional.ofNullable(request.getFrom()).orElse(from);
        var wentBack = begin.isBefore(doneUntil());
        var unsettled = unsettled(request, answer, wentBack);
        return DeviceProgress.newBuilder(progress)
                .setOpenRequest(null)
                .setUnanswered(0)
                .setFault(null)
                .setDoneUntil(doneUntil(begin, request, answer))
                .setUnsettledFrom(unsettled)
                .setSettledAt(
                        unsettled == null || wentBack || progress.getSettledAt() == null
                                ? request.getAskedAt()
                                : progress.getSettledAt())
                .build();
    }

    private Instant doneUntil(Instant begin, OpenRequest request, ProviderAnswer answer) {
        var last = answer.getLastAt();
        if (answer.getRows() < FULL || last == null) {
            if (answer.getRows() >= FULL) {
                LOG.warn(
                        "a full answer for {} has no time; the next window begins after it", ref());
            }
            return request.getTo();
        }
        var second = last.truncatedTo(ChronoUnit.SECONDS);
        if (!second.isAfter(begin)) {
            LOG.warn("{} has {} or more messages in the second {}", ref(), FULL, begin);
            return earlier(begin.plusSeconds(1), request.getTo());
        }
        return earlier(second, request.getTo());
    }

    /** Of a window that went back, only what is still unsettled now; else the older of the two. */
    private @Nullable Instant unsettled(
            OpenRequest request, ProviderAnswer answer, boolean wentBack) {
        var oldest = request.getAskedAt().minus(SETTLES_WITHIN);
        var found = Optional.ofNullable(answer.getFirstUnsettledAt());
        var known =
                wentBack
                        ? Optional.<Instant>empty()
                        : Optional.ofNullable(progress.getUnsettledFrom());
        return found.map(time -> later(time, oldest))
                .filter(time -> time.isBefore(request.getTo()))
                .map(time -> known.map(before -> earlier(before, time)).orElse(time))
                .or(() -> known)
                .orElse(null);
    }

    private String ref() {
        return progress.getRef();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
