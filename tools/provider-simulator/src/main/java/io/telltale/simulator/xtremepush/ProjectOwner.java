package io.telltale.simulator.xtremepush;

import io.telltale.simulator.scenario.PushProject;
import io.telltale.simulator.settings.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A project and what opens it.
 *
 * @param apptoken null when no token does
 * @param client null when no client does
 */
public record ProjectOwner(
        PushProject project, @Nullable Secret apptoken, @Nullable Client client) {

    /** An OAuth client of one project. */
    public record Client(String id, Secret secret) {}

    public String name() {
        return project.name();
    }
}
