package io.telltale.streams.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.streams.encoding.PairKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteBehindStoreTest {

    private static final long ROOM = 1024 * 1024;

    private final AtomicInteger encoded = new AtomicInteger();
    private final AtomicInteger decoded = new AtomicInteger();
    private final Serde<String> texts = counting(Serdes.String());
    private KeyValueStore<PairKey, byte[]> underneath;
    private WriteBehindStore store;
    private TypedStore<String> view;

    @BeforeEach
    void open() {
        open(ROOM);
    }

    private void open(long room) {
        underneath =
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore("store"),
                                PairKey.serde(),
                                Serdes.ByteArray())
                        .withLoggingDisabled()
                        .build();
        store = new WriteBehindStore(underneath, room);
        var context = new MockProcessorContext<>().getStateStoreContext();
        store.init(context, store);
        view = view();
    }

    /** As a step opens it; Kafka Streams wraps the stores that a processor gets. */
    private TypedStore<String> view() {
        return TypedStore.of(new OfAProcessor(store), 'k', texts);
    }

    @Test
    void whatIsPutIsReadAtOnce_andWrittenWithTheCommit() {
        view.put("owner", "member", "text");

        assertThat(view.get("owner", "member")).isEqualTo("text");
        assertThat(written("owner", "member")).isNull();

        store.flushCache();

        assertThat(written("owner", "member")).isEqualTo("text");
    }

    @Test
    void manyChangesOfOneKeyAreEncodedOnceACommit_andNotDecoded() {
        for (var each = 0; each < 100; each++) {
            view.put("owner", "member", view.get("owner", "member") + each);
        }
        store.flushCache();
        view.get("owner", "member");

        assertThat(encoded).hasValue(1);
        assertThat(decoded).hasValue(0);
    }

    @Test
    void aKeyThatIsNotThereIsLookedForOnce() {
        assertThat(view.get("owner", "member")).isNull();

        underneath.put(new PairKey("kowner", "member"), new byte[] {'x'});

        assertThat(view.get("owner", "member")).isNull();
    }

    @Test
    void whatIsDeletedIsGone_alsoUnderneath() {
        view.put("owner", "member", "text");
        store.flushCache();
        view.put("owner", "member", null);

        assertThat(view.get("owner", "member")).isNull();
        assertThat(written("owner", "member")).isEqualTo("text");

        store.flushCache();

        assertThat(written("owner", "member")).isNull();
    }

    @Test
    void aRangeHasWhatWasNotWrittenYet() {
        view.put("owner", "b", "2");
        view.put("owner", "a", "1");
        view.put("other", "c", "3");

        assertThat(view.entries("owner", "", 10))
                .extracting(TypedStore.Entry::value)
                .containsExactly("1", "2");
        assertThat(view.owners("", 10))
                .extracting(TypedStore.Entry::value)
                .containsExactly("3", "1", "2");
    }

    /** Kafka Streams calls it when an active task becomes a standby, which others write to. */
    @Test
    void afterItsCacheWasClearedItKnowsNothing() {
        view.put("owner", "member", "text");
        store.flushCache();
        underneath.put(new PairKey("kowner", "member"), new byte[] {'x'});

        store.clearCache();

        assertThat(view.get("owner", "member")).isEqualTo("x");
    }

    @Test
    void whatWasNotCommittedIsForgottenWhenItOpensAgain() {
        view.put("owner", "member", "text");

        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        store.flushCache();

        assertThat(view().get("owner", "member")).isNull();
        assertThat(written("owner", "member")).isNull();
    }

    @Test
    void queriesSeeWhatIsWritten() {
        view.put("owner", "member", "text");
        var query = TypedStore.of(store.readOnly(IsolationLevel.READ_UNCOMMITTED), 'k', texts);

        assertThat(query.get("owner", "member")).isNull();

        store.flushCache();

        assertThat(query.get("owner", "member")).isEqualTo("text");
    }

    @Test
    void itKeepsWhatWasUsedLast_whileItHasRoom() {
        open(10_000);
        var owners = IntStream.range(0, 1_000).mapToObj(each -> "owner" + each).toList();
        owners.forEach(owner -> view.put(owner, "", owner));
        store.flushCache();
        view.get("owner0", "");
        decoded.set(0);

        view.get("owner0", "");

        assertThat(decoded).hasValue(0);

        owners.subList(1, 1_000).forEach(owner -> view.get(owner, ""));
        decoded.set(0);
        view.get("owner0", "");

        assertThat(decoded).hasValue(1);
    }

    @Test
    void itAnswersAsASortedMapDoes_whateverComesInBetween() {
        for (var seed = 0; seed < 50; seed++) {
            open(seed % 2 == 0 ? 3_000 : ROOM);
            compareWithASortedMap(new Random(seed));
        }
    }

    private void compareWithASortedMap(Random random) {
        var expected = new TreeMap<String, String>();
        for (var step = 0; step < 400; step++) {
            var owner = "o" + random.nextInt(5);
            var member = "m" + random.nextInt(5);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    view.put(owner, member, "v" + step);
                    expected.put(owner + " " + member, "v" + step);
                }
                case 3 -> {
                    view.put(owner, member, null);
                    expected.remove(owner + " " + member);
                }
                case 4 -> store.flushCache();
                case 5 ->
                        assertThat(shown(view.entries(owner, "", 100)))
                                .isEqualTo(shown(expected.subMap(owner, owner + "!")));
                case 6 -> assertThat(shown(view.owners("", 100))).isEqualTo(shown(expected));
                default ->
                        assertThat(view.get(owner, member))
                                .isEqualTo(expected.get(owner + " " + member));
            }
        }
    }

    private static List<String> shown(List<TypedStore.Entry<String>> entries) {
        return entries.stream()
                .map(entry -> entry.owner() + " " + entry.member() + "=" + entry.value())
                .toList();
    }

    private static List<String> shown(Map<String, String> expected) {
        var shown = new ArrayList<String>();
        expected.forEach((key, value) -> shown.add(key + "=" + value));
        return shown;
    }

    private @Nullable String written(String owner, String member) {
        var bytes = underneath.get(new PairKey("k" + owner, member));
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    /** The wrapping of a processor's context. */
    private static final class OfAProcessor
            extends WrappedStateStore<WriteBehindStore, PairKey, byte[]>
            implements ReadOnlyKeyValueStore<PairKey, byte[]> {

        OfAProcessor(WriteBehindStore store) {
            super(store);
        }

        @Override
        public byte[] get(PairKey key) {
            return wrapped().get(key);
        }

        @Override
        public KeyValueIterator<PairKey, byte[]> range(PairKey from, PairKey to) {
            return wrapped().range(from, to);
        }

        @Override
        public KeyValueIterator<PairKey, byte[]> all() {
            return wrapped().all();
        }

        @Override
        public long approximateNumEntries() {
            return wrapped().approximateNumEntries();
        }
    }

    private Serde<String> counting(Serde<String> serde) {
        Serializer<String> writes =
                (topic, text) -> {
                    encoded.incrementAndGet();
                    return serde.serializer().serialize(topic, text);
                };
        Deserializer<String> reads =
                (topic, bytes) -> {
                    decoded.incrementAndGet();
                    return serde.deserializer().deserialize(topic, bytes);
                };
        return Serdes.serdeFrom(writes, reads);
    }
}
