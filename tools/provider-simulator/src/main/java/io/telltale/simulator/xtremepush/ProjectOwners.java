package io.telltale.simulator.xtremepush;

import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.scenario.push.PushProject;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.settings.ExpectedSecret;
import io.telltale.simulator.xtremepush.ProjectOwner.Client;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What opens each project. The examples' project has the configured credentials; those of project X
 * are {@code X-apptoken}, and {@code X-client} with {@code X-secret}.
 */
@Singleton
public final class ProjectOwners {

    private static final String EXAMPLES = "demo";

    private final List<ProjectOwner> owners;

    ProjectOwners(Fleet fleet, Credentials credentials) {
        this.owners = fleet.xtremepush().stream().map(each -> owner(each, credentials)).toList();
    }

    private static ProjectOwner owner(PushProject project, Credentials credentials) {
        var name = project.name();
        var configured = name.equals(EXAMPLES);
        var access = project.access();
        var apptoken =
                configured
                        ? credentials.xtremepushApptoken()
                        : new ExpectedSecret(name + "-apptoken");
        var client =
                configured
                        ? new Client(
                                credentials.xtremepushClientId().value(),
                                credentials.xtremepushClientSecret())
                        : new Client(name + "-client", new ExpectedSecret(name + "-secret"));
        return new ProjectOwner(
                project,
                access.contains(PushProject.Access.APPTOKEN) ? apptoken : null,
                access.contains(PushProject.Access.CLIENT) ? client : null);
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
