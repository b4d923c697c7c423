package io.telltale.streams.ref;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.record.CampaignUpdate;
import io.telltale.streams.record.DeviceUpdate;
import io.telltale.streams.record.Observation;
import io.telltale.streams.record.RefPart;
import io.telltale.streams.record.SmsRow;
import io.telltale.streams.step.CloudEventHeaders;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Forwards what leaves a ref task. Records between steps carry the record time of their cause, so
 * that a backlog of old events does not hold up what they lead to.
 */
final class RefOutputs {

    /** Child node that writes timeline entries. */
    static final String TO_TIMELINE = "timeline-entries";

    /** Child node that sends updates to devices. */
    static final String TO_DEVICES = "updates-of-devices";

    /** Child node that sends observations to named refs. */
    static final String TO_NAMED_REFS = "observations-of-named-refs";

    /** Child node that sends sums to campaigns. */
    static final String TO_CAMPAIGNS = "updates-of-campaigns";

    private final ProcessorContext<String, RefOutput> context;

    RefOutputs(ProcessorContext<String, RefOutput> context) {
        this.context = context;
    }

    /** An entry under its own device key, with CloudEvents headers. */
    void timeline(TimelineEntry entry, long at, Headers cause) {
        var headers =
                CloudEventHeaders.of(
                        Topics.DEVICE_TIMELINE,
                        entry.getEventId(),
                        entry.getDeviceKey(),
                        entry.getSortedAt(),
                        cause);
        context.forward(
                new Record<>(entry.getDeviceKey(), new RefOutput.Timeline(entry), at, headers),
                TO_TIMELINE);
    }

    void part(String deviceKey, RefPart part, long at) {
        update(deviceKey, new DeviceUpdate(part, null, null), at);
    }

    void sms(String deviceKey, SmsRow row, long at) {
        update(deviceKey, new DeviceUpdate(null, row, null), at);
    }

    void roster(String deviceKey, DeviceIdentity roster, long at) {
        update(deviceKey, new DeviceUpdate(null, null, roster), at);
    }

    private void update(String deviceKey, DeviceUpdate update, long at) {
        context.forward(
                new Record<>(deviceKey, new RefOutput.ForDevice(update), at, new RecordHeaders()),
                TO_DEVICES);
    }

    void campaign(Record<String, CampaignUpdate> update) {
        context.forward(update.withValue(new RefOutput.ForCampaign(update.value())), TO_CAMPAIGNS);
    }

    void observation(String named, Observation observation, long at) {
        context.forward(
                new Record<>(
                        named, new RefOutput.ForNamedRef(observation), at, new RecordHeaders()),
                TO_NAMED_REFS);
    }
}
