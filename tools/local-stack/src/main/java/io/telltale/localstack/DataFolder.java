package io.telltale.localstack;

import io.telltale.localstack.plan.Instances;
import io.telltale.localstack.plan.Layout;
import io.telltale.localstack.plan.Part;
import io.telltale.localstack.plan.Ports;
import io.telltale.localstack.plan.StackPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the data folder; shared by the commands. */
final class DataFolder {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept between two runs (default: .telltale).")
    private @Nullable Path data;

    /** The checkout: set by the launcher, else the current folder. */
    Layout layout() {
        var root = Path.of(System.getProperty("telltale.root", "."));
        return new Layout(root, data == null ? root.resolve(".telltale") : data);
    }

    List<Part> parts(Instances instances) {
        return parts(instances, 0);
    }

    /** With a living fleet of so many devices beside the simulator's examples. */
    List<Part> parts(Instances instances, int devices) {
        var extra =
                devices == 0
                        ? Map.<String, String>of()
                        : Map.of(
                                "TELLTALE_SIMULATOR_DEVICES",
                                Integer.toString(devices),
                                "TELLTALE_POLL_TASKS_FILE",
                                layout().config("poll-tasks-living.ndjson").toString());
        return new StackPlan(layout(), Ports.DEFAULT, instances, extra).parts();
    }
}
