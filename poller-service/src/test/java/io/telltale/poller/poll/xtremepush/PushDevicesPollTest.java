package io.telltale.poller.poll.xtremepush;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.poll.PollInputs;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.task.PollTasks;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.xtremepush.PushQuery;
import io.telltale.providers.xtremepush.PushRow;
import io.telltale.providers.xtremepush.PushTarget;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.PollKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PushDevicesPollTest {

    private static final Instant NOW = PollInputs.NOW;

    private final PollInputs inputs = new PollInputs();
    private final Deque<List<Row<PushRow>>> pages = new ArrayDeque<>();
    private final List<PushQuery> asked = new ArrayList<>();
    private boolean unreadable;
    private Map<String, String> parameters = Map.of("limit", "4", "overlap", "2");

    @Test
    void repeatsTheLastRowsOfAPage_andEndsWhereNothingFollowsThem() {
        pages.add(rows(1, 2, 3, 4));
        pages.add(rows(3, 4, 5, 6));
        pages.add(rows(5, 6));

        poll();
        poll();
        var last = poll();

        assertThat(asked).extracting(PushQuery::offset).containsExactly(0L, 2L, 4L);
        assertThat(PollInputs.health(last))
                .hasValueSatisfying(health -> {
                    assertThat(health.getScan()).isNotNull();
                    assertThat(health.getScan().getRows()).isEqualTo(6);
                });
    }

    @Test
    void goesOn_whenAPageHasFewerRowsThanWereAskedFor() {
        pages.add(rows(1, 2));
        pages.add(rows(2, 3));
        pages.add(rows(3));

        poll();
        poll();

        assertThat(PollInputs.health(poll())).isPresent();
        assertThat(asked).extracting(PushQuery::offset).containsExactly(0L, 1L, 2L);
    }

    @Test
    void goesOn_whenAPageEndsAmongTheRowsItRepeats() {
        pages.add(rows(1, 2, 3, 4));
        pages.add(rows(3));
        pages.add(rows(4, 5));
        pages.add(rows(5));

        poll();
        assertThat(PollInputs.health(poll())).isEmpty();
        poll();

        assertThat(PollInputs.health(poll())).isPresent();
    }

    @Test
    void goesOn_whenThePageAfterRowsThatLookAlikeHasNoOthers() {
        pages.add(alike(4));
        pages.add(alike(4));
        pages.add(rows(1));
        pages.add(List.of());

        poll();
        assertThat(PollInputs.health(poll())).isEmpty();
        poll();

        assertThat(asked).extracting(PushQuery::offset).containsExactly(0L, 2L, 4L);
    }

    @Test
    void beginsAgain_whenTheNextPageRepeatsNothing() {
        pages.add(rows(1, 2, 3, 4));
        pages.add(rows(6, 7, 8, 9));
        pages.add(rows(5, 6, 7, 8));

        poll();
        assertThat(PollInputs.events(poll())).hasSize(4);
        var again = poll();

        assertThat(asked).extracting(PushQuery::offset).containsExactly(0L, 2L, 0L);
        assertThat(PollInputs.events(again)).hasSize(1);
    }

    @Test
    void publishesAnIncompleteScan_andMovesNoWatermark_whenRowsGoAwayAgainAndAgain() {
        for (var time = 0; time < 4; time++) {
            pages.add(rows(1, 2, 3, 4));
            pages.add(List.of());
        }
        pages.add(rows(1, 2, 3, 4));

        for (var result = 0; result < 7; result++) {
            assertThat(PollInputs.health(poll())).isEmpty();
        }
        var last = poll();
        poll();

        assertThat(PollInputs.health(last))
                .hasValueSatisfying(health -> {
                    assertThat(health.getScan()).isNull();
                    assertThat(health.getLastError()).isNotNull();
                });
        assertThat(asked.getLast().condition()).hasToString("[]");
    }

    @Test
    void asksForRecentRowsOnly_afterAWholeScan() {
        scan(1, 2);

        pages.add(rows());
        poll();

        assertThat(asked.getLast().condition())
                .hasToString(
                        "[[\"create_time\",\">\",%d]]"
                                .formatted(
                                        created(2).minus(Duration.ofDays(3)).getEpochSecond() - 1));
    }

    @Test
    void failsWithTooManyRows_untilFromNamesALaterBegin() {
        var old = many(0, 1, NOW.minus(Duration.ofDays(30)));
        pages.add(old);
        poll();
        var part = requireNonNull(inputs.pages().get("000000000000"));
        var full =
                PageFingerprint.newBuilder(part)
                        .setRows(Collections.nCopies(KnownRows.MOST, part.getRows().getFirst()))
                        .build();
        inputs.pages().put("000000000000", full);

        assertThat(uncommitted())
                .isInstanceOfSatisfying(
                        PollResult.Failed.class,
                        failed -> {
                            assertThat(failed.type()).isEqualTo("TOO_MANY_ROWS");
                            assertThat(failed.detail()).contains("`from`");
                        });

        var from = NOW.minus(Duration.ofDays(1));
        parameters = Map.of("limit", "4", "from", from.toString());
        pages.add(List.of());
        poll();
        assertThat(asked.getLast().offset()).isZero();
        assertThat(asked.getLast().condition())
                .hasToString("[[\"create_time\",\">\",%d]]".formatted(from.getEpochSecond() - 1));
        assertThat(inputs.pages()).isEmpty();
    }

    @Test
    void aRowFromTheFutureHidesNothing() {
        pages.add(List.of(row(1, NOW.plus(Duration.ofDays(9)), false)));
        pages.add(List.of());
        poll();
        poll();

        pages.add(rows());
        poll();

        assertThat(asked.getLast().condition()).hasToString("[]");
    }

    @Test
    void readsEverythingAnew_whenAnotherConditionIsAsked() {
        scan(1, 2);

        parameters = Map.of("name", "x", "condition", "[[\"error\",\"=\",1]]");
        pages.add(rows());
        poll();

        assertThat(asked.getLast().condition()).hasToString("[[\"error\",\"=\",1]]");
    }

    @Test
    void readsTheScanGoingOnAnew_andNothingElse_whenAnotherOrderIsAsked() {
        scan(1, 2);
        pages.add(rows(1, 2, 3, 4));
        poll();
        var bounded = asked.getLast().condition().toString();

        parameters = Map.of("limit", "4", "overlap", "2", "order", "create_time ASC");
        pages.add(rows(1, 2));
        poll();

        assertThat(asked.getLast().offset()).isZero();
        assertThat(asked.getLast().condition()).hasToString(bounded);
    }

    @Test
    void aRowThatFailedMeanwhileIsNews_once() {
        scan(1, 2);

        pages.add(List.of(row(1, created(1), true), row(2, created(2), false)));
        assertThat(PollInputs.events(poll())).hasSize(1);
        pages.add(List.of(row(2, created(2), false)));
        assertThat(PollInputs.events(poll())).isEmpty();
    }

    @Test
    void forgetsRowsThatAreNeverAskedForAgain_andNoneOfTheOthers() {
        parameters = Map.of("limit", "5000", "overlap", "1", "reread", "PT10M");
        var old = many(0, 5_000, NOW.minus(Duration.ofDays(2)));
        var recent = many(5_000, 5_010, NOW.minus(Duration.ofHours(1)));
        pages.add(old);
        pages.add(Stream.concat(old.stream().skip(4_999), recent.stream()).toList());
        pages.add(recent.subList(9, 10));
        poll();
        assertThat(PollInputs.events(poll())).hasSize(10);
        assertThat(inputs.pages()).hasSize(2);
        poll();

        assertThat(inputs.pages().keySet()).containsExactly("000000000001");
        parameters = Map.of("limit", "5000", "reread", "P30D");
        pages.add(rows());
        poll();
        assertThat(asked.getLast().condition().toString())
                .contains(Long.toString(NOW.minus(Duration.ofMinutes(70)).getEpochSecond() - 1));
    }

    @Test
    void forgetsOldRows_whenSomeOfTheirPageCannotBeRead_andKeepsThoseWithoutATime() {
        parameters = Map.of("limit", "5000", "overlap", "1", "reread", "PT10M");
        var at = NOW.minus(Duration.ofDays(2));
        var old = new ArrayList<>(many(0, 4_998, at));
        old.add(broken("{}"));
        old.add(broken("{\"create_time\":%d}".formatted(at.getEpochSecond())));
        old.add(row(4_998, at, false));
        var recent = many(5_000, 5_002, NOW);
        pages.add(old);
        pages.add(Stream.concat(old.stream().skip(5_000), recent.stream()).toList());
        pages.add(recent.subList(1, 2));
        poll();
        poll();
        assertThat(inputs.pages()).hasSize(3);

        poll();

        assertThat(inputs.pages()).hasSize(2);
        var untimed = requireNonNull(inputs.pages().get("000000000001"));
        assertThat(untimed.getNewest()).isNull();
        assertThat(untimed.getRows()).hasSize(1);
    }

    @Test
    void followsIds_byKeyset() {
        parameters = keyset();
        pages.add(withIds(3, 7));
        pages.add(withIds(9));
        pages.add(List.of());

        poll();
        poll();
        var last = poll();

        assertThat(asked)
                .extracting(query -> query.condition().toString())
                .containsExactly("[]", "[[\"id\",\">\",7]]", "[[\"id\",\">\",9]]");
        assertThat(asked).allSatisfy(query -> assertThat(query.offset()).isZero());
        assertThat(PollInputs.health(last)).isPresent();
    }

    @Test
    void failsAndWritesNothing_whenIdsDoNotGrow() {
        parameters = keyset();
        pages.add(withIds(7, 3));

        assertThat(uncommitted())
                .isInstanceOfSatisfying(
                        PollResult.Failed.class,
                        failed -> assertThat(failed.type()).isEqualTo("ORDER_IGNORED"));
    }

    @Test
    void writesRowsWithoutIds_andPublishesAnIncompleteScan_byKeyset() {
        parameters = keyset();
        pages.add(withIds(3));
        pages.add(List.of(broken("{\"device_id\":\"1\"}")));
        poll();

        var last = poll();

        assertThat(PollInputs.deadLetters(last)).hasSize(1);
        assertThat(PollInputs.health(last))
                .hasValueSatisfying(health -> assertThat(health.getScan()).isNull());
        assertThat(inputs.progress().getCursor()).isNull();
        assertThat(inputs.progress().getScan()).isEqualTo(2);
    }

    @Test
    void failsAndWritesNothing_whenRowsHaveNoIds_byKeyset() {
        parameters = keyset();
        pages.add(rows(1, 2));

        assertThat(uncommitted())
                .isInstanceOfSatisfying(
                        PollResult.Failed.class,
                        failed -> assertThat(failed.type()).isEqualTo("NO_ROW_ID"));
    }

    @Test
    void namesAPageThatCannotBeRead_andGoesOnBehindIt_onceItIsSkipped() {
        pages.add(rows(1, 2, 3, 4));
        poll();
        unreadable = true;
        var failed = (PollResult.Failed) uncommitted();
        inputs.skip(failed.page().orElseThrow().digest());
        poll();
        unreadable = false;
        pages.add(rows(9));
        pages.add(List.of());
        poll();

        var last = poll();

        assertThat(asked).extracting(PushQuery::offset).containsExactly(0L, 2L, 2L, 6L, 7L);
        assertThat(PollInputs.health(last))
                .hasValueSatisfying(health -> assertThat(health.getScan()).isNull());
    }

    @Test
    void endsTheScan_whenAPageIsSkippedByKeyset() {
        parameters = keyset();
        unreadable = true;
        inputs.skip(((PollResult.Failed) uncommitted()).page().orElseThrow().digest());

        assertThat(PollInputs.health(poll()))
                .hasValueSatisfying(health -> assertThat(health.getScan()).isNull());
    }

    private static Map<String, String> keyset() {
        return Map.of("keyset", "id", "select", "id,campaign_id,action_id,create_time,device_id");
    }

    private void scan(int... ids) {
        pages.add(rows(ids));
        poll();
        pages.add(rows(ids[ids.length - 1]));
        poll();
    }

    private PollResult.Answered poll() {
        return inputs.committed(uncommitted());
    }

    private PollResult uncommitted() {
        var task =
                PollTasks.create(
                        PollKind.XTREMEPUSH_PUSH_DEVICES,
                        "demo",
                        new HashMap<>(parameters),
                        Duration.ofSeconds(30));
        return new PushDevicesPoll(
                        task,
                        query -> {
                            asked.add(query);
                            return unreadable
                                    ? new Answer.Unreadable<>(new byte[] {'{'}, "expected JSON")
                                    : new Answer.Got<>(pages.remove());
                        })
                .poll(inputs.next());
    }

    private static List<Row<PushRow>> rows(int... ids) {
        return Arrays.stream(ids).mapToObj(id -> row(id, created(id), false)).toList();
    }

    private static List<Row<PushRow>> alike(int rows) {
        return Collections.nCopies(rows, broken("{\"profile_id\":null}"));
    }

    private static Row<PushRow> broken(String raw) {
        return new Row.Broken<>(raw.getBytes(UTF_8), RowFault.MISSING_FIELD, "device_id", 0);
    }

    private static List<Row<PushRow>> withIds(int... ids) {
        return Arrays.stream(ids).mapToObj(id -> row(id, created(id), false, true)).toList();
    }

    private static List<Row<PushRow>> many(int from, int to, Instant at) {
        return IntStream.range(from, to).mapToObj(id -> row(id, at, false)).toList();
    }

    private static Instant created(int id) {
        return NOW.minus(Duration.ofHours(1)).plusSeconds(id);
    }

    private static Row<PushRow> row(int id, Instant at, boolean failed) {
        return row(id, at, failed, false);
    }

    private static Row<PushRow> row(int id, Instant at, boolean failed, boolean withId) {
        return new Row.Good<>(
                new PushRow(
                        "1",
                        "2",
                        Optional.of(at),
                        new PushTarget.Device(Integer.toString(id)),
                        Optional.of(failed),
                        Optional.empty(),
                        Optional.empty(),
                        withId ? Optional.of(Integer.toString(id)) : Optional.empty()));
    }
}
