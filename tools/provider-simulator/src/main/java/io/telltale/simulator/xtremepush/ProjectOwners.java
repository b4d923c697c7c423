package io.telltale.simulator.xtremepush;

import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.scenario.push.PushProject;
import io.telltale.simulator.scenario.push.PushProject.Access;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.settings.ExpectedSecret;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of each project. The examples' project has the configured ones; those of project
 * X are {@code X-apptoken}, and {@code X-client} with {@code X-secret}.
 */
@Singleton
public final class ProjectOwners {

    private static final String EXAMPLES = "demo";

    private final List<ProjectOwner> owners;

    ProjectOwners(Fleet fleet, Credentials credentials) {
        this.owners = fleet.xtremepush().stream().map(each -> owner(each, credentials)).toList();
    }

    /**
     * A project and its credentials.
     *
     * @param apptoken null when no token opens it
     * @param client null when no client opens it
     */
    public record ProjectOwner(
            PushProject project, @Nullable ExpectedSecret apptoken, @Nullable Client client) {

        public String name() {
            return project.name();
        }
    }

    /** An OAuth client of one project. */
    public record Client(String id, ExpectedSecret secret) {}

    private static ProjectOwner owner(PushProject project, Credentials credentials) {
        var name = project.name();
        var apptoken = new ExpectedSecret(name + "-apptoken");
        var client = new Client(name + "-client", new ExpectedSecret(name + "-secret"));
        if (name.equals(EXAMPLES)) {
            apptoken = credentials.xtremepushApptoken();
            var id = credentials.xtremepushClientId().value();
            client = new Client(id, credentials.xtremepushClientSecret());
        }
        return new ProjectOwner(
                project,
                project.access().contains(Access.APPTOKEN) ? apptoken : null,
                project.access().contains(Access.CLIENT) ? client : null);
    }

    public List<ProjectOwner> all() {
        return owners;
    }

    public Optional<ProjectOwner> byApptoken(String apptoken) {
        return find(owner -> owner.apptoken() != null && owner.apptoken().matches(apptoken));
    }

    public Optional<ProjectOwner> byClient(String id) {
        return find(owner -> owner.client() != null && owner.client().id().equals(id));
    }

    public Optional<ProjectOwner> byName(String name) {
        return find(owner -> owner.name().equals(name));
    }

    private Optional<ProjectOwner> find(Predicate<ProjectOwner> wanted) {
        return owners.stream().filter(wanted).findFirst();
    }
}
