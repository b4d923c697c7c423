package io.telltale.localstack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.localstack.run.Supervisor;
import io.telltale.localstack.run.Supervisor.PartState;
import io.telltale.localstack.run.Supervisor.State;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./telltale status}. */
@Command(
        name = "status",
        description = "Lists the parts with name, process id, address and state.",
        footer = "%nExit code: 0 all ready, 1 some not, 3 nothing runs.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Mixin private final DataFolder data = new DataFolder();

    @Override
    public Integer call() {
        var supervisor = new Supervisor(data.layout());
        var states = supervisor.states(data.parts(supervisor.instances()));
        var out = spec.commandLine().getOut();
        out.println(json ? toJson(states) : toLines(states));
        return exitCode(states.stream().map(PartState::state).toList());
    }

    static int exitCode(List<State> states) {
        if (states.stream().allMatch(state -> state == State.STOPPED)) {
            return 3;
        }
        return states.stream().allMatch(state -> state == State.READY) ? 0 : 1;
    }

    private static String toLines(List<PartState> states) {
        return String.join(
                System.lineSeparator(),
                states.stream()
                        .map(state ->
                                "%-18s %7s  %-38s %s"
                                        .formatted(
                                                state.part().name(),
                                                state.pid() == 0 ? "-" : state.pid(),
                                                state.part().address(),
                                                text(state.state())))
                        .toList());
    }

    private static String toJson(List<PartState> states) {
        var root = new JsonMapper().createObjectNode();
        var items = root.putArray("parts");
        for (var state : states) {
            var item = items.addObject();
            item.put("name", state.part().name());
            item.put("pid", state.pid() == 0 ? null : (Long) state.pid());
            item.put("address", state.part().address());
            item.put("state", state.state().name());
        }
        return root.toString();
    }

    private static String text(State state) {
        return switch (state) {
            case READY -> "ready";
            case NOT_READY -> "not ready";
            case STOPPED -> "stopped";
        };
    }
}
