package io.telltale.callback.endpoint;

import io.telltale.providers.thingspace.UnfitId;
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
record Told(
        Result result,
        List<ProducerRecord<String, byte[]>> facts,
        Optional<ProducerRecord<String, byte[]>> answer,
        int rows,
        List<UnfitId> unfit,
        int others) {

    Told {
        facts = List.copyOf(facts);
        unfit = List.copyOf(unfit);
    }

    /** Answers none of our requests. */
    static Told only(Result result, ProducerRecord<String, byte[]> fact, int rows) {
        return new Told(result, List.of(fact), Optional.empty(), rows, List.of(), 0);
    }

    List<List<ProducerRecord<String, byte[]>>> inOrder() {
        return List.of(facts, answer.stream().toList());
    }
}
