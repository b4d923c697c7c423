package io.telltale.poller.poll.thingspace;

import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.PollResult.Next;
import io.telltale.poller.poll.TaskParameters;
import io.telltale.poller.poll.TaskPoll;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.thingspace.callback.ListenerRejection;
import io.telltale.providers.thingspace.callback.RegisteredListener;
import io.telltale.schemas.record.PollTask;
import java.util.List;

/**
 * Keeps our callback URL registered, with the configured credentials. A poll first reads what is
 * registered; each change at the provider happens only in the poll after one that was committed,
 * one step per poll: register, where that is refused because another URL is registered deregister
 * it and register again, and then ask for what waits in the queue where the task drains it by
 * callbacks.
 */
public final class ListenerPoll implements TaskPoll {

    /** The service whose callbacks bring what was asked for, such as histories. */
    public static final String HISTORY_SERVICE = "DeviceService";

    private static final String REGISTER = "register";
    private static final String DEREGISTER = "deregister";
    private static final String REGISTER_ANEW = "register anew";
    private static final String DRAIN = "drain";

    private final RegisteredListener wanted;
    private final boolean drains;
    private final Registry registry;

    /** Where the provider hides passwords, ours is known to be registered once it was sent. */
    private boolean hasRegistered;

    /** The provider's callback URLs. */
    interface Registry {

        /** What is registered. */
        Answer<List<RegisteredListener>> list();

        /** Registers this. */
        Answer<String> register(RegisteredListener wanted, Permit permit);

        /** Removes what is registered for a service. */
        Answer<String> deregister(String service, Permit permit);

        /** Asks for the queued messages as callbacks. */
        Answer<String> startCallbacks(Permit permit);
    }

    /** Keeps the URL of the task's service registered. */
    public static ListenerPoll of(PollTask task, ThingSpaceClients clients) {
        var parameters = new TaskParameters(task);
        return new ListenerPoll(
                clients.wanted().apply(parameters.text("service").orElse(HISTORY_SERVICE)),
                parameters.text("drain").filter("CALLBACKS"::equals).isPresent(),
                new AccountListeners(task.getAccount(), clients));
    }

    /**
     * Keeps one service's URL registered.
     *
     * @param wanted what has to be registered
     * @param drains whether queued messages are asked for as callbacks
     */
    ListenerPoll(RegisteredListener wanted, boolean drains, Registry registry) {
        this.wanted = wanted;
        this.drains = drains;
        this.registry = registry;
    }

    @Override
    public PollResult poll(PollInput input) {
        return input.permit()
                .map(permit -> permitted(input, permit))
                .orElseGet(() -> PollResult.of(registry.list(), there -> compared(input, there)));
    }

    private PollResult permitted(PollInput input, Permit permit) {
        return switch (permit.token()) {
            case DRAIN ->
                    PollResult.of(
                            registry.startCallbacks(permit),
                            _ -> new PollResult.Unchanged(new Next.AfterInterval()));
            case DEREGISTER ->
                    PollResult.of(
                            registry.deregister(wanted.service(), permit),
                            _ -> step(input, REGISTER_ANEW));
            default -> register(input, permit);
        };
    }

    /** Whether a registration is replaced or refused beside another one is not documented. */
    private PollResult register(PollInput input, Permit permit) {
        var answer = registry.register(wanted, permit);
        var another =
                answer instanceof Answer.Refused<String> refused
                        && ListenerRejection.of(refused) == ListenerRejection.ALREADY_REGISTERED;
        return another && !permit.token().equals(REGISTER_ANEW)
                ? step(input, DEREGISTER)
                : PollResult.of(answer, _ -> registered(input));
    }

    private PollResult registered(PollInput input) {
        hasRegistered = true;
        return drains ? step(input, DRAIN) : new PollResult.Unchanged(new Next.AfterInterval());
    }

    private PollResult compared(PollInput input, List<RegisteredListener> there) {
        return there.stream()
                        .filter(listener -> listener.service().equalsIgnoreCase(wanted.service()))
                        .anyMatch(this::isWanted)
                ? registered(input)
                : step(input, REGISTER);
    }

    private static PollResult step(PollInput input, String what) {
        return PollResult.Answered.with(input.reached().build(), new Next.AtOnce())
                .permitting(what);
    }

    private boolean isWanted(String password) {
        return password.isEmpty() ? hasRegistered : password.equals(wanted.password().reveal());
    }

    private boolean isWanted(RegisteredListener listener) {
        return listener.url().equals(wanted.url())
                && listener.username().equals(wanted.username())
                && isWanted(listener.password().reveal());
    }
}
