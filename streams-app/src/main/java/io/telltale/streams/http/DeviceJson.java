package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.AccountSeen;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.PushCounts;
import io.telltale.schemas.record.SmsCounts;
import io.telltale.service.openapi.ProviderName;
import io.telltale.streams.query.Device;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state of a device. */
@Serdeable
record DeviceJson(
        String deviceKey,
        String requestedRef,
        List<String> refs,
        List<Account> accounts,
        @Nullable Instant firstObservedAt,
        @Nullable Instant lastObservedAt,
        Tasks tasks,
        Sms sms,
        PushActions pushActions) {

    static DeviceJson of(String requestedRef, Device device) {
        var state = device.state();
        return new DeviceJson(
                state.getDeviceKey(),
                requestedRef,
                state.getRefs(),
                state.getAccounts().stream().map(Account::of).toList(),
                state.getFirstObservedAt(),
                state.getLastObservedAt(),
                Tasks.of(state.getTasks()),
                Sms.of(state.getSms()),
                PushActions.of(state.getPushActions()));
    }

    /** An account with events of the device. */
    @Serdeable
    record Account(
            ProviderName provider,
            @Nullable String account,
            Instant firstObservedAt,
            Instant lastObservedAt) {
        static Account of(AccountSeen seen) {
            return new Account(
                    ProviderName.of(seen.getProvider()),
                    seen.getAccount(),
                    seen.getFirstObservedAt(),
                    seen.getLastObservedAt());
        }
    }

    /** Number of tasks of the device; outcomes without tasks are absent. */
    @Serdeable
    record Tasks(long total, Map<String, Long> byOutcome) {
        static Tasks of(List<DeviceTask> tasks) {
            return new Tasks(
                    tasks.size(),
                    tasks.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            task -> task.getOutcome().name(),
                                            TreeMap::new,
                                            Collectors.counting())));
        }
    }

    /** Number of SMS of the device; delivery statuses without SMS are absent. */
    @Serdeable
    record Sms(
            long total,
            long mobileOriginated,
            long mobileTerminated,
            Map<String, Long> byDeliveryStatus,
            @Nullable Instant lastAt) {
        static Sms of(SmsCounts counts) {
            return new Sms(
                    counts.getTotal(),
                    counts.getMobileOriginated(),
                    counts.getMobileTerminated(),
                    new TreeMap<>(counts.getByDeliveryStatus()),
                    counts.getLastAt());
        }
    }

    /** Number of push messages of the device. */
    @Serdeable
    record PushActions(long total, long failed, @Nullable Instant lastAt) {
        static PushActions of(PushCounts counts) {
            return new PushActions(counts.getTotal(), counts.getFailed(), counts.getLastAt());
        }
    }
}
