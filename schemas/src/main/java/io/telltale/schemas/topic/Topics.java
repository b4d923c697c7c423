package io.telltale.schemas.topic;

import static io.telltale.schemas.topic.Audience.everybody;
import static io.telltale.schemas.topic.Audience.telltale;
import static io.telltale.schemas.topic.DeliveryGuarantee.EXACTLY_ONCE;
import static io.telltale.schemas.topic.DeliveryGuarantee.EXACTLY_ONCE_BUT_CALLBACKS;
import static io.telltale.schemas.topic.RecordKey.CAMPAIGN_REF;
import static io.telltale.schemas.topic.RecordKey.DEVICE_KEY;
import static io.telltale.schemas.topic.RecordKey.DEVICE_REF;
import static io.telltale.schemas.topic.RecordKey.ORIGINAL;
import static io.telltale.schemas.topic.RecordKey.PRIMARY_REF;
import static io.telltale.schemas.topic.RecordKey.SOURCE;
import static io.telltale.schemas.topic.Retention.compacted;
import static io.telltale.schemas.topic.Retention.days;

import io.telltale.schemas.record.AccountSecret;
import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PollCheckpoint;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.ProviderAnswer;
import io.telltale.schemas.record.ProviderRequest;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.Redrive;
import io.telltale.schemas.record.Skip;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.topic.Audience.Everybody;
import java.util.List;

/** All topics of the pipeline. Add a topic here and nowhere else. */
public final class Topics {

    /** Where a task stands on a device. Read by the streams application, too. */
    public static final Topic<DeviceStatusEvent> DEVICE_STATUS =
            new Topic<>(
                    "device.status.v1",
                    DeviceStatusEvent.class,
                    days(30),
                    everybody(PRIMARY_REF, "poller-service", EXACTLY_ONCE));

    /** An SMS on one channel. Read by the streams application, too. */
    public static final Topic<SmsEvent> DEVICE_SMS =
            new Topic<>(
                    "device.sms.v1",
                    SmsEvent.class,
                    days(30),
                    everybody(
                            PRIMARY_REF,
                            "poller-service, callback-service",
                            EXACTLY_ONCE_BUT_CALLBACKS));

    /** A push message to a device or a profile. Read by the streams application, too. */
    public static final Topic<PushActionEvent> DEVICE_PUSH_ACTION =
            new Topic<>(
                    "device.push-action.v1",
                    PushActionEvent.class,
                    days(30),
                    everybody(PRIMARY_REF, "poller-service", EXACTLY_ONCE));

    /** Attributes of a campaign, from its provider. Read by the streams application, too. */
    public static final Topic<Campaign> CAMPAIGN_INFO =
            new Topic<>(
                    "campaign.info.v1",
                    Campaign.class,
                    compacted(),
                    everybody(CAMPAIGN_REF, "poller-service", EXACTLY_ONCE));

    /**
     * Key: the two refs, sorted, joined by a space. Written by the identity part of the poller
     * service; read by the register in the streams application.
     */
    public static final Topic<DeviceLink> DEVICE_LINK =
            new Topic<>("device.link.v1", DeviceLink.class, compacted(), telltale());

    /** Which device a ref belongs to. Written by the register only. */
    public static final Topic<DeviceIdentity> DEVICE_IDENTITY =
            new Topic<>(
                    "device.identity.v1",
                    DeviceIdentity.class,
                    compacted(),
                    everybody(DEVICE_REF, "streams-app", EXACTLY_ONCE));

    /** What happened to a device, under the key that was known when the entry was accepted. */
    public static final Topic<TimelineEntry> DEVICE_TIMELINE =
            new Topic<>(
                    "device.timeline.v1",
                    TimelineEntry.class,
                    days(90),
                    everybody(DEVICE_KEY, "streams-app", EXACTLY_ONCE));

    /** What is known of a device now; null = gone, look at {@link #DEVICE_IDENTITY}. */
    public static final Topic<DeviceState> DEVICE_STATE =
            new Topic<>(
                    "device.state.v1",
                    DeviceState.class,
                    compacted(),
                    everybody(DEVICE_KEY, "streams-app", EXACTLY_ONCE));

    /** How far a campaign is. */
    public static final Topic<CampaignProgress> CAMPAIGN_PROGRESS =
            new Topic<>(
                    "campaign.progress.v1",
                    CampaignProgress.class,
                    compacted(),
                    everybody(CAMPAIGN_REF, "streams-app", EXACTLY_ONCE));

    /**
     * Key: task id; partition by {@link AccountPartition}. Written and read by the poller service.
     */
    public static final Topic<PollTask> POLLER_TASK =
            new Topic<>("poller.task.v1", PollTask.class, compacted(), telltale());

    /**
     * Key: task id, or task id + '#' + first cursor for a page or + ref for a device of a set;
     * partition by {@link AccountPartition}. Written by the poller in the transaction of the page's
     * events; read by it when it takes a partition over.
     */
    public static final Topic<PollCheckpoint> POLLER_CHECKPOINT =
            new Topic<>("poller.checkpoint.v1", PollCheckpoint.class, compacted(), telltale());

    /**
     * Key: provider.account; partition by {@link AccountPartition}. Written by the poller that owns
     * the partition, in its transactions; read by it when it takes the partition over.
     */
    public static final Topic<AccountSecret> POLLER_SECRET =
            new Topic<>("poller.secret.v1", AccountSecret.class, compacted(), telltale());

    /** Whether a source can be believed to be current. Read by the streams application, too. */
    public static final Topic<SourceHealth> SOURCE_HEALTH =
            new Topic<>(
                    "source.health.v1",
                    SourceHealth.class,
                    compacted(),
                    everybody(SOURCE, "poller-service", EXACTLY_ONCE));

    /** Key: request id. Written by the callback service; read by every poller. */
    public static final Topic<ProviderAnswer> PROVIDER_ANSWER =
            new Topic<>("provider.answer.v1", ProviderAnswer.class, days(7), telltale());

    /**
     * Key: request id. Written by the poller in the transaction of the checkpoint that waits for
     * the answer; read by the callback service.
     */
    public static final Topic<ProviderRequest> PROVIDER_REQUEST =
            new Topic<>("provider.request.v1", ProviderRequest.class, days(7), telltale());

    /**
     * Key: id of a dead letter, {@code partition-offset}; partition: the letter's. Written by the
     * poller service in the transaction that writes the letter's record back, read by it before.
     * Kept longer than dead letters, whose segments may outlive 30 days by the 7 that a segment
     * spans: while a letter can be read, so can the mark that it was redriven.
     */
    public static final Topic<Redrive> DEAD_LETTER_REDRIVE =
            new Topic<>("dead-letter.redrive.v1", Redrive.class, days(45), telltale());

    /**
     * Key: place of a record, {@code topic-partition@offset}. Written by the operator's API of the
     * poller service; read by the streams application when it starts, which goes by the key alone.
     */
    public static final Topic<Skip> DEAD_LETTER_SKIP =
            new Topic<>("dead-letter.skip.v1", Skip.class, days(45), telltale());

    /** Every topic with Avro values. */
    public static final List<Topic<?>> ALL =
            List.of(
                    DEVICE_STATUS,
                    DEVICE_SMS,
                    DEVICE_PUSH_ACTION,
                    CAMPAIGN_INFO,
                    DEVICE_LINK,
                    DEVICE_IDENTITY,
                    DEVICE_TIMELINE,
                    DEVICE_STATE,
                    CAMPAIGN_PROGRESS,
                    POLLER_TASK,
                    POLLER_CHECKPOINT,
                    POLLER_SECRET,
                    SOURCE_HEALTH,
                    PROVIDER_ANSWER,
                    PROVIDER_REQUEST,
                    DEAD_LETTER_REDRIVE,
                    DEAD_LETTER_SKIP);

    /**
     * Key: the original key. Value: the original bytes, without credentials; headers name source,
     * reason and position. Written by whoever could not read a row or a record; read by the
     * operator's API of the poller service.
     */
    public static final String DEAD_LETTER = "dead-letter.v1";

    /**
     * Key: fingerprint of a schema, 16 hex digits. Value: the schema as JSON, so that it can be
     * read without a registry. Written by the streams application when it starts, before it stores
     * a record of that schema; read by it when it starts and while it runs.
     */
    public static final String STORED_SCHEMA = "stored.schema.v1";

    /** As long as there may be records of it. */
    public static final Retention STORED_SCHEMA_RETENTION = compacted();

    /** Readers of dead letters. */
    public static final Everybody DEAD_LETTER_READERS =
            everybody(
                    ORIGINAL,
                    "poller-service, callback-service, streams-app",
                    EXACTLY_ONCE_BUT_CALLBACKS);

    /** How long dead letters wait for an operator. */
    public static final Retention DEAD_LETTER_RETENTION = days(30);

    private Topics() {}
}
