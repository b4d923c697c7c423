package io.telltale.poller.poll;

import io.telltale.poller.poll.Turn.Next;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.thingspace.Listener;
import io.telltale.schemas.record.TaskProgress;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps our callback URL registered. What is there is read first; registering changes something at
 * the provider, so it happens only in the turn after one that was committed.
 */
final class ListenerPoll implements Poll {

    private static final String PERMIT = "register";

    private final Listener wanted;
    private final Supplier<Answer<List<Listener>>> registered;
    private final Function<Permit, Answer<String>> register;

    /**
     * Keeps one service's URL registered.
     *
     * @param wanted what has to be registered
     * @param registered asks what is
     * @param register registers what is wanted
     */
    ListenerPoll(
            Listener wanted,
            Supplier<Answer<List<Listener>>> registered,
            Function<Permit, Answer<String>> register) {
        this.wanted = wanted;
        this.registered = registered;
        this.register = register;
    }

    @Override
    public Turn turn(TaskState state) {
        return state.permit()
                .map(permit ->
                        Turns.of(
                                register.apply(permit),
                                service -> new Turn.Unchanged(new Next.AfterInterval())))
                .orElseGet(() -> Turns.of(registered.get(), there -> compared(state, there)));
    }

    private Turn compared(TaskState state, List<Listener> there) {
        if (there.stream().anyMatch(this::isWanted)) {
            return new Turn.Unchanged(new Next.AfterInterval());
        }
        var progress = TaskProgress.newBuilder(state.progress()).setObservedAt(state.now()).build();
        return Turn.Answered.with(progress, new Next.AtOnce()).permitting(PERMIT);
    }

    private boolean isWanted(Listener listener) {
        return listener.service().equals(wanted.service())
                && listener.url().equals(wanted.url())
                && listener.username().equals(wanted.username())
                && listener.password().reveal().equals(wanted.password().reveal());
    }
}
