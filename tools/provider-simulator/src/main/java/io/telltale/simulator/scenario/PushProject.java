package io.telltale.simulator.scenario;

import java.time.Instant;
import java.util.List;

/** A project of Xtremepush, how its callers sign in, and what it sent. */
public record PushProject(String name, Access access, Pushes pushes) {

    /** What opens a project. */
    public enum Access {
        APPTOKEN(true, false),
        OAUTH(false, true),
        EITHER(true, true);

        private final boolean apptoken;
        private final boolean client;

        Access(boolean apptoken, boolean client) {
            this.apptoken = apptoken;
            this.client = client;
        }

        public boolean byApptoken() {
            return apptoken;
        }

        public boolean byClient() {
            return client;
        }
    }

    /** The rows of a project's list. */
    public interface Pushes {

        /** Those in the list at a time; ids ascend, and create times never fall. */
        List<PushListRow> at(Instant now);
    }
}
