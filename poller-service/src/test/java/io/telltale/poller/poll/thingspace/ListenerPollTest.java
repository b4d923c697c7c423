package io.telltale.poller.poll.thingspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.poll.PollInputs;
import io.telltale.poller.poll.PollResult;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.thingspace.callback.RegisteredListener;
import io.telltale.schemas.settings.Secret;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerPollTest {

    private static final RegisteredListener OURS =
            listener("http://127.0.0.1:9001/callbacks", "new");

    private final PollInputs inputs = new PollInputs();
    private final Provider provider = new Provider();

    @Test
    void registersOurUrl_inTheTurnAfterACommit() {
        poll(false);
        assertThat(provider.registered).isEmpty();

        poll(false);

        assertThat(provider.registered).containsExactly(OURS);
    }

    @Test
    void registersNothing_whenTheCommitIsNotOurs() {
        poll(false);
        inputs.takenOver();

        poll(false);

        assertThat(provider.registered).isEmpty();
    }

    @Test
    void leavesAlone_whatIsRegisteredAsWanted() {
        provider.registered.add(OURS);

        assertThat(poll(false)).isInstanceOf(PollResult.Unchanged.class);
        assertThat(provider.drained).isZero();
    }

    @Test
    void registersOnce_whereTheProviderHidesPasswords() {
        provider.hidesPasswords = true;
        var poll = new ListenerPoll(OURS, false, provider);
        for (var result = 0; result < 6; result++) {
            poll(poll);
        }

        assertThat(provider.story).containsExactly("register");
    }

    @Test
    void replacesAnOldPassword_whereTheProviderReplaces() {
        provider.registered.add(listener(OURS.url(), "old"));

        polls(2, false);

        assertThat(provider.registered).containsExactly(OURS);
        assertThat(provider.story).containsExactly("register");
    }

    @Test
    void deregistersFirst_whereTheProviderRefusesToReplace() {
        provider.replaces = false;
        provider.registered.add(listener("http://elsewhere", "old"));

        polls(4, false);

        assertThat(provider.registered).containsExactly(OURS);
        assertThat(provider.story).containsExactly("register", "deregister", "register");
    }

    @Test
    void givesUpForNow_whenItIsRefusedEvenThen() {
        provider.refusesAll = true;
        provider.registered.add(listener("http://elsewhere", "old"));

        polls(3, false);

        assertThat(poll(false)).isInstanceOf(PollResult.Failed.class);
    }

    @Test
    void leavesARegistrationAlone_whenOursIsRefusedForAnotherReason() {
        var old = listener("http://elsewhere", "old");
        provider.refusal = "the URL is not reachable";
        provider.refusesAll = true;
        provider.registered.add(old);

        poll(false);

        assertThat(poll(false)).isInstanceOf(PollResult.Failed.class);
        polls(2, false);
        assertThat(provider.registered).containsExactly(old);
        assertThat(provider.story).doesNotContain("deregister");
    }

    @Test
    void asksForQueuedMessages_onlyOnceItIsRegistered_andEveryInterval() {
        polls(2, true);
        assertThat(provider.drained).isZero();
        poll(true);
        assertThat(provider.drained).isEqualTo(1);

        polls(2, true);
        assertThat(provider.drained).isEqualTo(2);
    }

    @Test
    void leavesTheListenersOfOtherServicesAlone() {
        var other =
                new RegisteredListener("AlertService", "http://elsewhere", "x", new Secret("x"));
        provider.registered.add(other);

        polls(2, false);

        assertThat(provider.registered).containsExactly(other, OURS);
    }

    private void polls(int count, boolean drains) {
        for (var result = 0; result < count; result++) {
            poll(drains);
        }
    }

    private PollResult poll(boolean drains) {
        return poll(new ListenerPoll(OURS, drains, provider));
    }

    private PollResult poll(ListenerPoll poll) {
        var result = poll.poll(inputs.next());
        if (result instanceof PollResult.Answered) {
            inputs.committed(result);
        } else {
            inputs.takenOver();
        }
        return result;
    }

    private static RegisteredListener listener(String url, String password) {
        return new RegisteredListener("DeviceService", url, "demo", new Secret(password));
    }

    /** Registers, replaces or refuses. */
    private static final class Provider implements ListenerPoll.Registry {

        private final List<RegisteredListener> registered = new ArrayList<>();
        private final List<String> story = new ArrayList<>();
        private String refusal = "already registered";
        private boolean replaces = true;
        private boolean refusesAll;
        private boolean hidesPasswords;
        private int drained;

        @Override
        public Answer<List<RegisteredListener>> list() {
            return new Answer.Got<>(
                    registered.stream()
                            .map(it ->
                                    hidesPasswords
                                            ? new RegisteredListener(
                                                    it.service(),
                                                    it.url(),
                                                    it.username(),
                                                    new Secret(""))
                                            : it)
                            .toList());
        }

        @Override
        public Answer<String> register(RegisteredListener wanted, Permit permit) {
            story.add("register");
            var service = wanted.service();
            var taken = registered.stream().anyMatch(it -> it.service().equals(service));
            if (refusesAll || (taken && !replaces)) {
                return new Answer.Refused<>(400, "REQUEST_FAILED", refusal);
            }
            registered.removeIf(it -> it.service().equals(service));
            registered.add(wanted);
            return new Answer.Got<>(service);
        }

        @Override
        public Answer<String> deregister(String service, Permit permit) {
            story.add("deregister");
            registered.removeIf(it -> it.service().equals(service));
            return new Answer.Got<>(service);
        }

        @Override
        public Answer<String> startCallbacks(Permit permit) {
            drained++;
            return new Answer.Got<>("started");
        }
    }
}
