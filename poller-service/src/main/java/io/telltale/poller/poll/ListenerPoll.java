package io.telltale.poller.poll;

import io.telltale.poller.poll.Turn.Next;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.thingspace.Listener;
import io.telltale.providers.thingspace.ListenerRefusal;
import io.telltale.schemas.record.TaskProgress;
import java.util.List;

/**
 * Keeps our callback URL registered, with the credentials that are configured now. What is there is
 * read first; whatever changes something at the provider happens only in the turn after one that
 * was committed, one step a turn: register, where that is refused because another URL is registered
 * deregister it and register again, and then ask for what waits in the queue where the task drains
 * it by callbacks.
 */
final class ListenerPoll implements Poll {

    private static final String REGISTER = "register";
    private static final String DEREGISTER = "deregister";
    private static final String REGISTER_ANEW = "register anew";
    private static final String DRAIN = "drain";

    private final Listener wanted;
    private final boolean drains;
    private final Registry registry;

    /** Where the provider does not tell passwords, ours is known to be there once it was sent. */
    private boolean hasRegistered;

    /** The provider's callback URLs. */
    interface Registry {

        /** What is registered. */
        Answer<List<Listener>> list();

        /** Registers this. */
        Answer<String> register(Listener wanted, Permit permit);

        /** Removes what is registered for a service. */
        Answer<String> deregister(String service, Permit permit);

        /** Asks for the queued messages as callbacks. */
        Answer<String> startCallbacks(Permit permit);
    }

    /**
     * Keeps one service's URL registered.
     *
     * @param wanted what has to be registered
     * @param drains whether queued messages are asked for as callbacks
     */
    ListenerPoll(Listener wanted, boolean drains, Registry registry) {
        this.wanted = wanted;
        this.drains = drains;
        this.registry = registry;
    }

    @Override
    public Turn turn(TaskState state) {
        return state.permit()
                .map(permit -> permitted(state, permit))
                .orElseGet(() -> Turns.of(registry.list(), there -> compared(state, there)));
    }

    private Turn permitted(TaskState state, Permit permit) {
        return switch (permit.token()) {
            case DRAIN ->
                    Turns.of(
                            registry.startCallbacks(permit),
                            _ -> new Turn.Unchanged(new Next.AfterInterval()));
            case DEREGISTER ->
                    Turns.of(
                            registry.deregister(wanted.service(), permit),
                            _ -> step(state, REGISTER_ANEW));
            default -> register(state, permit);
        };
    }

    /** Whether a registration is replaced or refused beside another one is not documented. */
    private Turn register(TaskState state, Permit permit) {
        var answer = registry.register(wanted, permit);
        var another =
                answer instanceof Answer.Refused<String> refused
                        && ListenerRefusal.of(refused) == ListenerRefusal.ALREADY_REGISTERED;
        return another && !permit.token().equals(REGISTER_ANEW)
                ? step(state, DEREGISTER)
                : Turns.of(answer, _ -> registered(state));
    }

    private Turn registered(TaskState state) {
        hasRegistered = true;
        return drains ? step(state, DRAIN) : new Turn.Unchanged(new Next.AfterInterval());
    }

    private Turn compared(TaskState state, List<Listener> there) {
        return there.stream()
                        .filter(listener -> listener.service().equalsIgnoreCase(wanted.service()))
                        .anyMatch(this::isWanted)
                ? registered(state)
                : step(state, REGISTER);
    }

    private static Turn step(TaskState state, String what) {
        var progress = TaskProgress.newBuilder(state.progress()).setObservedAt(state.now()).build();
        return Turn.Answered.with(progress, new Next.AtOnce()).permitting(what);
    }

    private boolean isWanted(String password) {
        return password.isEmpty() ? hasRegistered : password.equals(wanted.password().reveal());
    }

    private boolean isWanted(Listener listener) {
        return listener.url().equals(wanted.url())
                && listener.username().equals(wanted.username())
                && isWanted(listener.password().reveal());
    }
}
