package io.telltale.poller.poll.thingspace;

/** Whether callbacks of an account arrive: only then a request for what they bring makes sense. */
public interface CallbackReadiness {

    /** Whether they arrive; once true, it stays so. */
    boolean isOpen();

    /** What has to happen until they do, for people. */
    String waitingFor();
}
