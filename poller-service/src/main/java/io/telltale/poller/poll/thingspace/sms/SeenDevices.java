package io.telltale.poller.poll.thingspace.sms;

import java.util.Collection;

/** Knows every device that an event of an account named. */
@FunctionalInterface
public interface SeenDevices {

    /** The devices, {@code kind:id} as ThingSpace spells them; more from time to time. */
    Collection<String> of(String account);
}
