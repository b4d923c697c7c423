package io.telltale.simulator.scenario.push;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A project of Xtremepush, its kinds of credentials, and the rows of its list. */
public record PushProject(String name, Set<Access> access, Pushes pushes) {

    public PushProject {
        access = Set.copyOf(access);
    }

    /** Credentials that open a project. */
    public enum Access {
        APPTOKEN,
        CLIENT
    }

    /** The rows of a project's list. */
    public interface Pushes {

        /** Those in the list at a time; ids ascend, and create times never fall. */
        List<PushListRow> at(Instant now);
    }
}
