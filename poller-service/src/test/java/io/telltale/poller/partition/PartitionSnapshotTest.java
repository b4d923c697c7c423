package io.telltale.poller.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.poller.task.PollTasks;
import io.telltale.schemas.record.AccountSecret;
import io.telltale.schemas.record.PollCheckpoint;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.record.TaskProgress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class PartitionSnapshotTest {

    private static final Instant NOW = Instant.parse("2026-11-20T23:00:00Z");
    private static final PollTask TASK = task("0000123456-00001");
    private static final PollTask OTHER = task("0000123456-00002");

    private final PartitionSnapshot content = new PartitionSnapshot();

    @Test
    void aSecretThatCannotBeRead_concernsItsAccountOnly() {
        content.addSecret("graph.good", new StoredValue.Value<>(secret()));
        content.addSecret("graph.bad", unreadable());

        assertThat(content.secrets()).containsOnlyKeys("graph.good");
        assertThat(content.unreadableSecrets()).containsExactly("graph.bad");
    }

    @Test
    void theLastRecordOfAnAccountCounts() {
        content.addSecret("graph.mended", unreadable());
        content.addSecret("graph.mended", new StoredValue.Value<>(secret()));
        content.addSecret("graph.broken", new StoredValue.Value<>(secret()));
        content.addSecret("graph.broken", unreadable());

        assertThat(content.secrets()).containsOnlyKeys("graph.mended");
        assertThat(content.unreadableSecrets()).containsExactly("graph.broken");
    }

    @Test
    void aCheckpointThatCannotBeDecoded_concernsTheTaskOfItsKey() {
        add(TASK);
        add(OTHER);
        content.addCheckpoint(CheckpointKeys.page(TASK.getId(), "v2/1"), unreadable());

        assertThat(content.unreadableCheckpoint(TASK.getId())).contains("there");
        assertThat(content.unreadableCheckpoint(OTHER.getId())).isEmpty();
        assertThat(content.checkpointKeys(TASK.getId()))
                .containsExactly(TASK.getId(), TASK.getId() + "#v2/1");
        assertThat(content.orphans()).isEmpty();
    }

    @Test
    void theCheckpointsOfATaskThatCannotBeDecoded_stayForWhenItIsWrittenAgain() {
        add(TASK);
        content.addTask(TASK.getId(), unreadable());

        assertThat(content.tasks()).isEmpty();
        assertThat(content.orphans()).isEmpty();
        assertThat(content.states(List.of(TASK), NOW).values())
                .singleElement()
                .extracting(memory -> memory.progress().getScan())
                .isEqualTo(7L);
    }

    @Test
    void whatNoTaskPolls_isNotKept() {
        add(TASK);
        add(OTHER);
        content.addTask(TASK.getId(), new StoredValue.Gone<>());

        assertThat(content.orphans())
                .containsExactly(
                        Tombstone.ofCheckpoint(TASK.getId()),
                        Tombstone.ofHealth("thingspace:0000123456-00001:THINGSPACE_SMS_QUEUE"));
    }

    @Test
    void waitsForTheRegistry_insteadOfTakingARecordForUndecodable() {
        assertThatThrownBy(() -> StoredValue.of("there", PartitionSnapshotTest::registryAway))
                .isInstanceOf(SerializationException.class);
        assertThat(StoredValue.of("there", PartitionSnapshotTest::garbage))
                .isEqualTo(new StoredValue.Unreadable<>("there"));
    }

    private void add(PollTask task) {
        content.addTask(task.getId(), new StoredValue.Value<>(task));
        content.addCheckpoint(
                task.getId(),
                new StoredValue.Value<>(
                        PollCheckpoint.newBuilder()
                                .setTaskId(task.getId())
                                .setProgress(
                                        TaskProgress.newBuilder()
                                                .setScan(7)
                                                .setObservedAt(NOW)
                                                .build())
                                .build()));
        content.addHealth(
                "thingspace:%s:THINGSPACE_SMS_QUEUE".formatted(task.getAccount()),
                new StoredValue.Value<>(
                        SourceHealth.newBuilder()
                                .setProvider(task.getProvider())
                                .setAccount(task.getAccount())
                                .setKind(task.getKind())
                                .build()));
    }

    private static PollTask task(String account) {
        return PollTasks.create(
                PollKind.THINGSPACE_SMS_QUEUE, account, Map.of(), Duration.ofMinutes(1));
    }

    private static <V> StoredValue<V> unreadable() {
        return new StoredValue.Unreadable<>("there");
    }

    private static PollTask registryAway() {
        throw new SerializationException("no answer", new java.net.ConnectException());
    }

    private static PollTask garbage() {
        throw new SerializationException("not in the wire format");
    }

    private static AccountSecret secret() {
        return AccountSecret.newBuilder()
                .setProvider(Provider.GRAPH)
                .setAccount("demo")
                .setCurrent(ByteBuffer.allocate(1))
                .setOrigin("")
                .setSealedAt(Instant.EPOCH)
                .build();
    }
}
