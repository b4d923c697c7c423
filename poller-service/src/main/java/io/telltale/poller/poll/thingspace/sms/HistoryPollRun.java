package io.telltale.poller.poll.thingspace.sms;

import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.thingspace.sms.DeviceHistoryProgress.Window;
import io.telltale.providers.page.Answer;
import io.telltale.providers.thingspace.sms.HistoryRejection;
import io.telltale.schemas.record.DeviceProgress;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.ProviderRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one poll of a history task did so far: progress of devices, requests, failures. */
final class HistoryPollRun {

    private static final int MOST_REQUESTS = 8;

    private final PollInput input;
    private final Instant from;
    private final String account;
    private final SmsHistoryPoll.HistoryRequests requests;
    private final Map<String, DeviceProgress> moved = new LinkedHashMap<>();
    private final List<PollOutput> requested = new ArrayList<>();
    private final List<PollOutput> forgotten = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private Optional<PollResult.Failed> failure = Optional.empty();
    private int sent;
    private boolean stopped;

    /** Nothing done yet. */
    HistoryPollRun(
            PollInput input, HistorySettings settings, SmsHistoryPoll.HistoryRequests requests) {
        this.input = input;
        this.from = settings.from();
        this.account = settings.account();
        this.requests = requests;
    }

    Instant now() {
        return input.now();
    }

    /** How far the device is by now. */
    DeviceHistoryProgress device(String ref) {
        var before =
                Optional.ofNullable(input.devices().get(ref))
                        .orElseGet(() -> DeviceProgress.newBuilder().setRef(ref).build());
        return new DeviceHistoryProgress(moved.getOrDefault(ref, before), from);
    }

    /** The device is there now. */
    void moved(DeviceProgress progress) {
        moved.put(progress.getRef(), progress);
    }

    /** How far the device is will not be needed again. */
    void forget(String ref) {
        forgotten.add(new PollOutput.DeviceTombstone(ref));
    }

    /** Requests the window; whether an answer will come. */
    boolean ask(String ref, Window window) {
        sent++;
        var device = device(ref);
        var answer =
                requests.send(ref, window.begin().minusSeconds(1), window.end().plusSeconds(1));
        if (answer instanceof Answer.Got<String>(var id)) {
            moved(device.asked(id, window, now()));
            requested.add(new PollOutput.Request(request(id, ref)));
            return true;
        }
        if (answer instanceof Answer.Refused<String> refused
                && HistoryRejection.of(refused) == HistoryRejection.DEVICE) {
            moved(device.refused(refused.code(), now()));
            return false;
        }
        stopped =
                answer instanceof Answer.Throttled<String>
                        || answer instanceof Answer.SignInFailed<String>;
        failed.add(ref);
        failure = Optional.of(PollResult.Failed.of(answer, Optional.empty()));
        return false;
    }

    private ProviderRequest request(String id, String ref) {
        return ProviderRequest.newBuilder()
                .setProvider(Provider.THINGSPACE)
                .setAccount(account)
                .setRequestId(id)
                .setDevice(ref)
                .setAskedAt(now())
                .build();
    }

    /** Whether this poll sends no further request. */
    boolean isSpent() {
        return stopped || sent >= MOST_REQUESTS;
    }

    /** The devices that were not asked because their requests failed. */
    List<String> failed() {
        return failed;
    }

    /** The last failure, if nothing else happened. */
    Optional<PollResult.Failed> onlyFailed() {
        return failure.filter(_ -> moved.isEmpty());
    }

    /** What is to be written. */
    List<PollOutput> outputs() {
        var outputs = new ArrayList<>(requested);
        outputs.addAll(forgotten);
        moved.values().forEach(device -> outputs.add(new PollOutput.Device(device)));
        return outputs;
    }
}
