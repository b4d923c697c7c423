package io.telltale.callback;

import io.telltale.callback.verify.CallbackSettings;
import io.telltale.service.ServiceProcess;

/** Starts the callback service. */
public final class CallbackApplication {

    private static final int PORT = 9001;

    private CallbackApplication() {}

    /** Runs until the process gets a signal to stop. */
    public static void main(String[] arguments) {
        new ServiceProcess("callback-service", PORT, "/callbacks/", CallbackSettings::read).run();
    }
}
