package io.telltale.simulator.scenario;

import java.util.List;

/** A project of Xtremepush and what it sent, oldest first. */
public record PushProject(String name, List<PushRow> pushes) {

    public PushProject {
        pushes = List.copyOf(pushes);
    }
}
