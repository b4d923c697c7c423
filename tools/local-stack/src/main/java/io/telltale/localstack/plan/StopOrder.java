package io.telltale.localstack.plan;

import java.util.Collection;
import java.util.List;

/** The order in which parts stop: a part that writes stops before the part that it writes to. */
public final class StopOrder {

    private static final List<String> SERVICES =
            List.of(
                    "init",
                    StackPlan.POLLER,
                    StackPlan.CALLBACK,
                    "simulator",
                    StackPlan.STREAMS,
                    "registry",
                    StackPlan.KAFKA);

    private StopOrder() {}

    /**
     * The names of running parts in this order, those in one list at the same time: the instances
     * of a service. Names that are no part's are left out.
     */
    public static List<List<String>> of(Collection<String> names) {
        return SERVICES.stream()
                .map(service ->
                        names.stream()
                                .filter(name -> Instances.serviceOf(name).equals(service))
                                .sorted()
                                .toList())
                .filter(instances -> !instances.isEmpty())
                .toList();
    }
}
