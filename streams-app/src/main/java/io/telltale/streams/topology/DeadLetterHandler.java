package io.telltale.streams.topology;

import static java.util.Objects.requireNonNull;

import io.telltale.schemas.publish.UnprocessableRecord;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.streams.register.CollectObservations;
import io.telltale.streams.register.DeclareLinks;
import io.telltale.streams.register.KeepRegister;
import io.telltale.streams.step.FailurePlace;
import io.telltale.streams.step.UnprocessableRecordException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a record that a step cannot use: a dead letter in the transaction that moves past
 * it, and the topology goes on.
 *
 * <p>Only where nothing of the record is written yet. A failure further on, or of Kafka or a store,
 * ends the topology and with it the transaction: half of a record must not stay, and a record
 * written back would be taken for a repeat.
 */
public final class DeadLetterHandler implements ProcessingExceptionHandler {

    /** Name of the property with the {@link TopicLayout}. */
    public static final String LAYOUT = "telltale.layout";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);
    private static final String PART = "streams-app";

    /** Steps that decide before they write, with nothing written before them. */
    private static final Set<String> BEFORE_ANY_WRITE =
            Set.of(
                    "status-as-event",
                    "sms-as-event",
                    "push-action-as-event",
                    "identity-as-input",
                    DeclareLinks.PROCESSOR,
                    CollectObservations.PROCESSOR,
                    KeepRegister.PROCESSOR,
                    "poll-to-campaign-update",
                    "info-to-campaign-update");

    private final Clock clock = Clock.systemUTC();
    private @Nullable TopicLayout layout;

    @Override
    public void configure(Map<String, ?> properties) {
        layout = (TopicLayout) requireNonNull(properties.get(LAYOUT), LAYOUT);
    }

    /** The record is null where a timer failed, which no record can be blamed for. */
    @Override
    public Response handleError(
            ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception failure) {
        if (failure instanceof UnprocessableRecordException unusable) {
            return letter(context, unusable.fault().name(), unusable.fault().detail());
        }
        var step = context.processorNodeId();
        if (record == null || failure instanceof KafkaException) {
            return Response.fail();
        }
        if (!BEFORE_ANY_WRITE.contains(step)) {
            LOG.error(
                    "step {} fails where half of a record is written; the way past it:"
                            + " ./telltale dead-letters skip {} {} {}, then restart",
                    step,
                    context.topic(),
                    context.partition(),
                    context.offset());
            return Response.fail();
        }
        LOG.warn(
                "step {} cannot use the record at {}-{} offset {}: {}",
                step,
                context.topic(),
                context.partition(),
                context.offset(),
                FailurePlace.of(failure));
        return letter(context, "STEP_FAILED", "step %s failed".formatted(step));
    }

    private Response letter(ErrorHandlerContext context, String reason, String detail) {
        var record =
                new UnprocessableRecord(
                        context.topic(),
                        context.partition(),
                        context.offset(),
                        context.sourceRawKey(),
                        context.sourceRawValue(),
                        context.headers(),
                        PART,
                        reason,
                        detail);
        ProducerRecord<byte[], byte[]> letter =
                record.letter(requireNonNull(layout, "not configured"), clock.instant());
        return Response.resume(List.of(letter));
    }
}
