package io.telltale.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The push projects of a check fleet: one that is opened by an apptoken, with two campaigns, and
 * one by OAuth, with one.
 *
 * @param targets how many devices of each are sent to
 */
record CheckProjects(long seed, int targets, Instant bornAt, Duration life) {

    /**
     * How much one of them is sent.
     *
     * @param rows at the end of the life
     * @param deleted rows beside them that are gone by then
     */
    record Size(int rows, int deleted) {}

    List<PushProject> of(Size byApptoken, Size byOauth) {
        return List.of(
                new PushProject(
                        "check-1",
                        PushProject.Access.APPTOKEN,
                        pushes(0, List.of(501_001L, 501_002L), byApptoken)),
                new PushProject(
                        "check-2",
                        PushProject.Access.OAUTH,
                        pushes(1, List.of(502_001L), byOauth)));
    }

    private PushProject.Pushes pushes(int project, List<Long> campaigns, Size size) {
        return new CheckPushes(
                        seed,
                        project,
                        campaigns,
                        targets,
                        size.rows(),
                        size.deleted(),
                        bornAt,
                        life)
                .pushes();
    }
}
