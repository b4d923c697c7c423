package io.telltale.simulator.xtremepush;

import io.telltale.simulator.scenario.push.PushProject;
import io.telltale.simulator.settings.ExpectedSecret;
import org.jspecify.annotations.Nullable;

/**
 * A project and what opens it.
 *
 * @param apptoken null when no token does
 * @param client null when no client does
 */
public record ProjectOwner(
        PushProject project, @Nullable ExpectedSecret apptoken, @Nullable Client client) {

    /** An OAuth client of one project. */
    public record Client(String id, ExpectedSecret secret) {}

    public String name() {
        return project.name();
    }
}
