package io.telltale.poller.poll;

import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.device.ProviderDeviceId;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.DeviceProgress;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.ProviderRequest;
import io.telltale.schemas.record.SourceHealth;
import java.util.List;
import java.util.Optional;

/** One thing that a poll writes. All outputs of a poll are committed together, or none. */
public sealed interface PollOutput {

    /**
     * A dead letter for each row that could not be read, in their order: the rest of their page
     * goes on.
     *
     * @param cursor of their page
     */
    static <T> List<PollOutput> unreadable(PollTask task, String cursor, List<Row<T>> rows) {
        return Row.broken(rows).stream()
                .<PollOutput>map(row ->
                        new UnreadableData(
                                new DeadLetter(
                                        task.getId(),
                                        row.raw(),
                                        "poller-service",
                                        task.getId(),
                                        row.fault().name(),
                                        row.detail(),
                                        "page %s row %d".formatted(cursor, row.index()))))
                .toList();
    }

    /**
     * A new event.
     *
     * @param event for the topic of its family
     * @param providerDevice the id behind its primary ref as the provider spells it, where requests
     *     may name the device by it
     */
    record DeviceEvent(Event event, Optional<ProviderDeviceId> providerDevice)
            implements PollOutput {

        /** Of a device that no request names. */
        public DeviceEvent(Event event) {
            this(event, Optional.empty());
        }

        /** Of a device that requests name by this. */
        public DeviceEvent(Event event, ProviderDeviceId providerDevice) {
            this(event, Optional.of(providerDevice));
        }
    }

    /**
     * A row, page or response that could not be read.
     *
     * @param letter with its reason and position
     */
    record UnreadableData(DeadLetter letter) implements PollOutput {}

    /**
     * What a page held; later polls of the task get it in their input.
     *
     * @param fingerprint replaces that of the same first cursor
     */
    record Page(PageFingerprint fingerprint) implements PollOutput {}

    /**
     * Forgets what a page held.
     *
     * @param firstCursor of the page
     */
    record PageTombstone(String firstCursor) implements PollOutput {}

    /**
     * Forgets the progress of a device.
     *
     * @param ref of the device
     */
    record DeviceTombstone(String ref) implements PollOutput {}

    /**
     * How far one device of a set is; later polls of the task get it in their input.
     *
     * @param progress replaces that of the same ref
     */
    record Device(DeviceProgress progress) implements PollOutput {}

    /**
     * A request that is answered by callback. The callback service finds by its id what the answer
     * is about.
     *
     * @param request with its id
     */
    record Request(ProviderRequest request) implements PollOutput {}

    /**
     * The provider's description of a campaign.
     *
     * @param campaign replaces what was known of it
     */
    record CampaignInfo(Campaign campaign) implements PollOutput {}

    /**
     * A task of the same account that was discovered. It is added when it is new; of one that
     * exists, only the parameter {@code endsOn} changes.
     *
     * @param task as it would be configured
     */
    record DiscoveredTask(PollTask task) implements PollOutput {}

    /**
     * The health of the source.
     *
     * @param health replaces what was known
     */
    record Health(SourceHealth health) implements PollOutput {}
}
