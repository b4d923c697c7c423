package io.telltale.callback.endpoint;

import io.telltale.providers.thingspace.device.UnrecognizedId;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The records of one callback.
 *
 * @param result what the callback was
 * @param facts events and dead letters
 * @param answer the answer record, which must be written after the facts
 * @param rows how many rows the callback carried, broken ones too
 * @param unrecognized unrecognized ids that were left out of its rows
 * @param others devices other than the requested one
 */
record CallbackRecords(
        CallbackResult result,
        List<ProducerRecord<String, byte[]>> facts,
        Optional<ProducerRecord<String, byte[]>> answer,
        int rows,
        List<UnrecognizedId> unrecognized,
        int others) {

    CallbackRecords {
        facts = List.copyOf(facts);
        unrecognized = List.copyOf(unrecognized);
    }

    /** One record, and no answer record. */
    static CallbackRecords only(
            CallbackResult result, ProducerRecord<String, byte[]> fact, int rows) {
        return new CallbackRecords(result, List.of(fact), Optional.empty(), rows, List.of(), 0);
    }

    List<List<ProducerRecord<String, byte[]>>> inOrder() {
        return List.of(facts, answer.stream().toList());
    }
}
