package io.telltale.providers.graph;

import io.telltale.schemas.event.OutcomeTable;
import java.util.Optional;

/**
 * A device command, as Graph returns it. The text {@code "null"} counts as absent.
 *
 * @param id as the answer gives it
 * @param status raw status
 * @param type {@code LaunchUri} or {@code AppService}, in varying case
 * @param appServiceName name of the app service
 * @param packageFamilyName Windows package family name of the app
 * @param error error text
 * @param postBackUri where the app answers to
 * @param payload what was sent, JSON text
 * @param responsePayload what the app answered, JSON text, where the command carries it
 */
public record GraphCommand(
        Optional<String> id,
        String status,
        Optional<String> type,
        Optional<String> appServiceName,
        Optional<String> packageFamilyName,
        Optional<String> error,
        Optional<String> postBackUri,
        Optional<String> payload,
        Optional<String> responsePayload) {

    /** Whether the command has ended and its status will not change any more. */
    public boolean ended() {
        return switch (OutcomeTable.ofGraph(status)) {
            case SUCCEEDED, FAILED, CANCELED, EXPIRED, REMOVED -> true;
            case PENDING, IN_PROGRESS, UNKNOWN -> false;
        };
    }
}
