package io.telltale.poller.poll.thingspace.sms;

import io.telltale.poller.poll.OtherTasks;
import io.telltale.poller.poll.TaskParameters;
import io.telltale.providers.thingspace.device.ProviderDeviceId;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** The devices of a history task. */
sealed interface DeviceSet {

    /**
     * These.
     *
     * @param refs one or more, {@code kind:id} as they were written
     */
    record Listed(List<String> refs) implements DeviceSet {

        /** Copies the refs. */
        public Listed {
            refs = List.copyOf(refs);
        }
    }

    /**
     * Those of a campaign, as the task that polls it found them last.
     *
     * @param taskId of that task
     */
    record OfCampaign(String taskId) implements DeviceSet {}

    /**
     * Every device of the account that an event named.
     *
     * @param seen the devices of an account, {@code kind:id} as ThingSpace spells them
     */
    record Seen(Function<String, Collection<String>> seen) implements DeviceSet {}

    /**
     * Reads a task's parameters.
     *
     * @throws IllegalArgumentException if they name no set, or a ref is malformed
     */
    static DeviceSet of(TaskParameters parameters, Function<String, Collection<String>> seen) {
        var task = parameters.task();
        if (parameters.flag("seen", false)) {
            return new Seen(seen);
        }
        return parameters
                .text("campaignId")
                .<DeviceSet>map(id ->
                        new OfCampaign(
                                "thingspace.%s.thingspace-campaign.%s"
                                        .formatted(task.getAccount(), id)))
                .orElseGet(() ->
                        new Listed(
                                Arrays.stream(
                                                parameters
                                                        .text("devices")
                                                        .orElseGet(
                                                                () -> parameters.needed("device"))
                                                        .split(",", -1))
                                        .map(DeviceSet::checked)
                                        .toList()));
    }

    private static String checked(String ref) {
        var spelled = ProviderDeviceId.parse(ref).toString();
        DeviceRef.parse(spelled);
        return spelled;
    }

    /**
     * The ids of its devices now, {@code kind:id} as the provider spells them, sorted; a device
     * with several spellings once, under the first.
     */
    default List<String> refs(OtherTasks otherTasks, String account) {
        var refs =
                switch (this) {
                    case Listed(var listed) -> listed;
                    case OfCampaign(var taskId) ->
                            otherTasks.pagesOf(taskId).stream()
                                    .flatMap(page -> page.getDevices().stream())
                                    .map(imei -> RefKind.IMEI.label() + ":" + imei)
                                    .toList();
                    case Seen(var seen) -> seen.apply(account);
                };
        var spellings = new LinkedHashMap<String, String>();
        new TreeSet<>(refs)
                .forEach(spelled ->
                        spellings.putIfAbsent(
                                DeviceRef.find(spelled).map(DeviceRef::toString).orElse(spelled),
                                spelled));
        return List.copyOf(spellings.values());
    }
}
