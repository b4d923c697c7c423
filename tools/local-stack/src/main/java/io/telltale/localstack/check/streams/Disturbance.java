package io.telltale.localstack.check.streams;

import io.telltale.localstack.check.report.FamilyResult;
import io.telltale.localstack.check.report.RunResult.Count;
import io.telltale.localstack.check.stack.PlainTopicReader;
import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.StackStartException;
import java.io.IOException;
import java.util.List;

/** What happens to the processes while the fleet lives, and what is observed meanwhile. */
public interface Disturbance {

    /** Lives through the fleet's life. */
    void during(LocalStack services, FleetRefs refs)
            throws IOException, InterruptedException, StackStartException;

    /** What was observed; asked for once, when everything is at rest. */
    Findings findings(PlainTopicReader topic) throws IOException, InterruptedException;

    /** What is added to the results of a run. */
    record Findings(List<FamilyResult> families, List<Count> counts) {

        /** Nothing. */
        public static final Findings NONE = new Findings(List.of(), List.of());

        public Findings {
            families = List.copyOf(families);
            counts = List.copyOf(counts);
        }
    }
}
