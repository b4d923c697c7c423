package io.telltale.localstack;

import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.Supervisor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./telltale down}. */
@Command(
        name = "down",
        description = "Stops everything that runs on the data folder, in the record's order.",
        footer = "%nExit code 0, also when nothing ran.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin private final DataFolder data = new DataFolder();

    @Override
    public Integer call() {
        new Supervisor(data.layout()).stop(new Progress(spec.commandLine().getOut()));
        return 0;
    }
}
