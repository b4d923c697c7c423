package io.telltale.poller.poll;

import io.telltale.providers.thingspace.ProviderDeviceId;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.DeviceProgress;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.ProviderRequest;
import io.telltale.schemas.record.SourceHealth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One thing that a poll writes. All outputs of a poll are committed together, or none. */
public sealed interface PollOutput {

    /** These events, in their order. */
    static List<PollOutput> facts(Collection<? extends Event> events) {
        return events.stream().<PollOutput>map(Fact::new).toList();
    }

    /** These rows that could not be read, in their order. */
    static List<PollOutput> unread(Collection<DeadLetter> letters) {
        return letters.stream().<PollOutput>map(Unread::new).toList();
    }

    /**
     * A fact that is new.
     *
     * @param event for the topic of its family
     * @param providerDevice the id behind its primary ref as the provider spells it, where requests
     *     may name the device by it
     */
    record Fact(Event event, Optional<ProviderDeviceId> providerDevice) implements PollOutput {

        /** Of a device that no request names. */
        public Fact(Event event) {
            this(event, Optional.empty());
        }

        /** Of a device that requests name by this. */
        public Fact(Event event, ProviderDeviceId providerDevice) {
            this(event, Optional.of(providerDevice));
        }
    }

    /**
     * A row or page that could not be read.
     *
     * @param letter with its reason and position
     */
    record Unread(DeadLetter letter) implements PollOutput {}

    /**
     * What a page held; later polls of the task get it in their input.
     *
     * @param fingerprint replaces that of the same first cursor
     */
    record Page(PageFingerprint fingerprint) implements PollOutput {}

    /**
     * What a page held is of no use any more.
     *
     * @param firstCursor of the page
     */
    record NoPage(String firstCursor) implements PollOutput {}

    /**
     * How far a device was is of no use any more.
     *
     * @param ref under which its progress stands
     */
    record NoDevice(String ref) implements PollOutput {}

    /**
     * How far one device of a set is; later polls of the task get it in their input.
     *
     * @param progress replaces that of the same ref
     */
    record Device(DeviceProgress progress) implements PollOutput {}

    /**
     * Something was asked for that is answered by callback. Whoever is called back finds out by it
     * what the answer is about.
     *
     * @param request with its id
     */
    record Request(ProviderRequest request) implements PollOutput {}

    /**
     * What the provider says of a campaign itself.
     *
     * @param campaign replaces what was known of it
     */
    record CampaignInfo(Campaign campaign) implements PollOutput {}

    /**
     * Something to poll that was found, of the same account. It is added when it is not there yet;
     * of one that is there, only the parameter {@code endsOn} is taken over.
     *
     * @param task as it would be configured
     */
    record Found(PollTask task) implements PollOutput {}

    /**
     * What is known of the source now.
     *
     * @param health replaces what was known
     */
    record Health(SourceHealth health) implements PollOutput {}
}
