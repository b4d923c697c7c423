package io.telltale.streams.fold;

import io.telltale.schemas.event.Event;
import java.util.List;

/**
 * An event that was not filed before, with the filed ones that it has to be judged with.
 *
 * @param event the event
 * @param related of a status that is not the last of its task: all other readings of the task; of
 *     an SMS: all other rows with its direction and text; of a push action: all other rows of the
 *     same push; otherwise empty
 */
public record NewRow(Event event, List<Event> related) {

    /** The list is copied. */
    public NewRow {
        related = List.copyOf(related);
    }
}
