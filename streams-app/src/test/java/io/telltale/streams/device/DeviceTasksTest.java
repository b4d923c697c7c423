package io.telltale.streams.device;

import static io.telltale.streams.device.Updates.bare;
import static io.telltale.streams.device.Updates.command;
import static io.telltale.streams.device.Updates.history;
import static io.telltale.streams.device.Updates.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.record.Transition;
import io.telltale.streams.device.Updates.Reading;
import io.telltale.streams.encoding.EncodedSize;
import io.telltale.streams.record.RefPart;
import io.telltale.streams.record.TaskHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeviceTasksTest {

    private static final String IMEI = "imei:1";
    private static final String ESN = "esn:00000000002";

    @Test
    void theLastReadingIsTheStatus_andEachChangeOfItATransition() {
        var task =
                task(
                        history(
                                IMEI,
                                reading(3, "UpgradeSuccess"),
                                reading(1, "UpgradePending"),
                                reading(2, "UpgradePending")));

        assertThat(task.getProviderStatus()).isEqualTo("UpgradeSuccess");
        assertThat(statuses(task)).containsExactly("UpgradePending@1", "UpgradeSuccess@3");
        assertThat(task.getConfirmedAt()).isNull();
        assertThat(task.getCampaignRef()).isEqualTo("account:task");
    }

    @Test
    void aReadingThatRepeatsTheStatusConfirmsIt() {
        var task = task(history(IMEI, reading(1, "UpgradePending"), reading(2, "UpgradePending")));

        assertThat(task.getConfirmedAt()).isEqualTo(Instant.ofEpochMilli(Updates.NOW + 2_500));
        assertThat(statuses(task)).containsExactly("UpgradePending@1");
    }

    @Test
    void aReadingWithAProviderTimeConfirmsNothing() {
        var timed = new Reading(2, "UpgradePending", null, true);

        assertThat(task(history(IMEI, reading(1, "UpgradePending"), timed)).getConfirmedAt())
                .isNull();
    }

    @Test
    void anotherReasonIsNoTransition() {
        var one = new Reading(1, "UpgradeFailed", "no space", false);
        var other = new Reading(2, "UpgradeFailed", "no power", false);

        var task = task(history(IMEI, one, other));

        assertThat(statuses(task)).containsExactly("UpgradeFailed@1");
        assertThat(task.getReason()).isEqualTo("no power");
        assertThat(task.getConfirmedAt()).isNull();
    }

    @Test
    void aTaskUnderTwoRefsIsMadeOfTheReadingsOfBoth() {
        var imei = history(IMEI, reading(1, "UpgradePending"), reading(5, "UpgradePending"));
        var esn = history(ESN, reading(3, "UpgradeFailed"));

        var task = task(imei, esn);

        assertThat(statuses(task))
                .containsExactly("UpgradePending@1", "UpgradeFailed@3", "UpgradePending@5");
        assertThat(task.getRef()).isEqualTo(IMEI);
        assertThat(task.getConfirmedAt()).isNull();
    }

    @Test
    void anotherRefConfirmsAStatusToo() {
        var imei = history(IMEI, reading(1, "UpgradePending"));
        var esn = history(ESN, reading(3, "UpgradePending"));

        assertThat(task(imei, esn).getConfirmedAt())
                .isEqualTo(Instant.ofEpochMilli(Updates.NOW + 3_500));
        assertThat(task(imei, esn).getRef()).isEqualTo(ESN);
    }

    @Test
    void theLast20TransitionsAreShown() {
        var readings =
                IntStream.range(0, 50)
                        .mapToObj(n -> reading(n, n % 2 == 0 ? "UpgradePending" : "UpgradeFailed"))
                        .toArray(Reading[]::new);

        var task = task(history(IMEI, readings));

        assertThat(task.getTransitions()).hasSize(20);
        assertThat(statuses(task).getLast()).isEqualTo("UpgradeFailed@49");
        assertThat(statuses(task).getFirst()).isEqualTo("UpgradePending@30");
    }

    @Test
    void pushCampaignsAreNoTasks() {
        var push = TaskHistory.newBuilder(history(IMEI, reading(1, "sent")));

        assertThat(DeviceTasks.of(List.of(part(IMEI, push.setKind(TaskKind.PUSH).build()))))
                .isEmpty();
    }

    @Test
    void the200LatestTasksAreShownLatestFirst() {
        var histories =
                IntStream.range(0, 150)
                        .mapToObj(n -> history(IMEI, "a" + n, null, reading(n, "UpgradePending")))
                        .toArray(TaskHistory[]::new);
        var others =
                IntStream.range(0, 150)
                        .mapToObj(n -> history(ESN, "b" + n, null, reading(n, "UpgradePending")))
                        .toArray(TaskHistory[]::new);

        var tasks = DeviceTasks.of(List.of(part(IMEI, histories), part(ESN, others)));

        assertThat(tasks)
                .hasSize(200)
                .isSortedAccordingTo(Comparator.comparing(DeviceTask::getOrderedAt).reversed());
        assertThat(tasks.getFirst().getReading()).isEqualTo(149);
    }

    @Test
    void theLatestCommandsKeepTheirPayloads() {
        var large = "x".repeat(150 * 1024);
        var parts =
                List.of(
                        part(IMEI, history(IMEI, "1", command("small", null), reading(1, "s"))),
                        part(
                                ESN,
                                history(ESN, "2", command(null, large), reading(2, "s")),
                                history(ESN, "3", command(large, null), reading(3, "s"))));

        var tasks = DeviceTasks.of(parts);

        assertThat(tasks).extracting(DeviceTask::getTaskId).containsExactly("3", "2", "1");
        assertThat(tasks).extracting(DeviceTask::getPayloadCut).containsExactly(false, true, true);
        assertThat(tasks.get(0).getCommand().getPayload()).isEqualTo(large);
        assertThat(tasks.get(2).getCommand().getPayload()).isNull();
    }

    @Test
    void theDetailsAreOfTheLatestReadingThatHasAny() {
        var imei = history(IMEI, "1", command("one", null), reading(1, "s"));
        var bare =
                TaskHistory.newBuilder(history(ESN, "1", command("", null), reading(2, "t")))
                        .setCommand(null)
                        .setCommandAt(null)
                        .build();

        var task = task(imei, bare);

        assertThat(task.getProviderStatus()).isEqualTo("t");
        assertThat(task.getCommand().getPayload()).isEqualTo("one");
    }

    @Test
    void aStateKeepsTheLatestTasksThatFit() {
        var reason = "r".repeat(16 * 1024);
        var histories =
                IntStream.range(0, 200)
                        .mapToObj(n ->
                                history(
                                        IMEI,
                                        "task" + n,
                                        null,
                                        new Reading(n, "UpgradeFailed", reason, false)))
                        .toArray(TaskHistory[]::new);
        var state = DeviceStates.at(Instant.EPOCH, IMEI, List.of(part(IMEI, histories)), null);

        var fitting = DeviceStates.fitting(state);

        assertThat(EncodedSize.isTooLarge(state)).isTrue();
        assertThat(EncodedSize.isTooLarge(fitting)).isFalse();
        assertThat(fitting.getTasks()).hasSizeBetween(40, 60);
        assertThat(fitting.getTasks().getFirst().getTaskId()).isEqualTo("task199");
    }

    @Test
    void randomReadingsUnderSeveralRefsComeToTheSameInEveryOrder_andAsRecomputed() {
        for (var seed = 0; seed < 5_000; seed++) {
            var random = new Random(seed);
            var histories = new ArrayList<TaskHistory>();
            var points = new ArrayList<Point>();
            for (var ref : List.of(IMEI, ESN, "iccid:1").subList(0, 1 + random.nextInt(3))) {
                var readings = readings(random);
                histories.add(history(ref, readings));
                points.addAll(points(ref, readings));
            }
            var task = task(histories.toArray(TaskHistory[]::new));
            Collections.shuffle(histories, random);

            assertThat(task(histories.toArray(TaskHistory[]::new)))
                    .as("seed %d", seed)
                    .isEqualTo(task);
            assertThat(statuses(task)).as("seed %d", seed).isEqualTo(transitions(points));
            assertThat(task.getConfirmedAt() != null)
                    .as("seed %d", seed)
                    .isEqualTo(isConfirmed(points));
        }
    }

    private static Reading[] readings(Random random) {
        return random.ints(0, 40)
                .distinct()
                .limit(1 + random.nextInt(12))
                .mapToObj(second ->
                        new Reading(
                                second,
                                List.of("UpgradePending", "UpgradeFailed").get(random.nextInt(2)),
                                List.of("no space", "no power").get(random.nextInt(2)),
                                random.nextInt(4) == 0))
                .toArray(Reading[]::new);
    }

    /** A reading that a history still knows: at either end of a run. */
    private record Point(String ref, Reading reading) {

        static final Comparator<Point> ORDER =
                Comparator.comparingLong((Point point) -> point.reading.second())
                        .thenComparing(point -> point.ref + point.reading.status());
    }

    private static List<Point> points(String ref, Reading[] readings) {
        var sorted =
                Arrays.stream(readings).sorted(Comparator.comparingLong(Reading::second)).toList();
        return IntStream.range(0, sorted.size())
                .filter(n ->
                        n == 0
                                || n == sorted.size() - 1
                                || !isSame(sorted.get(n), sorted.get(n - 1))
                                || !isSame(sorted.get(n), sorted.get(n + 1)))
                .mapToObj(n -> new Point(ref, sorted.get(n)))
                .toList();
    }

    private static boolean isSame(Reading one, Reading other) {
        return one.status().equals(other.status()) && Objects.equals(one.reason(), other.reason());
    }

    private static List<String> transitions(List<Point> points) {
        points.sort(Point.ORDER);
        var all = new ArrayList<String>();
        var status = "";
        for (var point : points) {
            if (!point.reading.status().equals(status)) {
                status = point.reading.status();
                all.add(status + "@" + point.reading.second());
            }
        }
        return all.subList(Math.max(0, all.size() - 20), all.size());
    }

    private static boolean isConfirmed(List<Point> points) {
        var last = points.getLast().reading;
        return points.size() > 1
                && !last.isTimed()
                && isSame(last, points.get(points.size() - 2).reading);
    }

    private static DeviceTask task(TaskHistory... histories) {
        var parts = Arrays.stream(histories).map(each -> part(each.getRef(), each)).toList();
        var tasks = DeviceTasks.of(parts);
        assertThat(tasks).hasSize(1);
        return tasks.getFirst();
    }

    private static RefPart part(String ref, TaskHistory... histories) {
        return bare(ref, 1).setTasks(List.of(histories)).build();
    }

    private static List<String> statuses(DeviceTask task) {
        return task.getTransitions().stream().map(DeviceTasksTest::shown).toList();
    }

    private static String shown(Transition transition) {
        return transition.getProviderStatus() + "@" + transition.getReading();
    }
}
