package io.telltale.callback.endpoint;

import io.telltale.providers.thingspace.device.UnrecognizedId;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is written of one callback.
 *
 * @param result what it was
 * @param facts events and dead letters
 * @param answer the note that a request was answered; may be seen only after the facts
 * @param rows how many rows the callback carried, broken ones too
 * @param unfit ids that were left out of its rows
 * @param others devices that it names instead of the one that was asked for
 */
record CallbackRecords(
        CallbackResult result,
        List<ProducerRecord<String, byte[]>> facts,
        Optional<ProducerRecord<String, byte[]>> answer,
        int rows,
        List<UnrecognizedId> unfit,
        int others) {

    CallbackRecords {
        facts = List.copyOf(facts);
        unfit = List.copyOf(unfit);
    }

    /** Answers none of our requests. */
    static CallbackRecords only(
            CallbackResult result, ProducerRecord<String, byte[]> fact, int rows) {
        return new CallbackRecords(result, List.of(fact), Optional.empty(), rows, List.of(), 0);
    }

    List<List<ProducerRecord<String, byte[]>>> inOrder() {
        return List.of(facts, answer.stream().toList());
    }
}
