package io.telltale.streams.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.PushCounts;
import io.telltale.streams.topology.Given;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.RandomData;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordsOfOtherBuildsTest {

    private static final String REF = "imei:990000560000001";
    private static final int SEED = 12;
    private static final int RECORDS = 20;

    private final OtherBuild earlier = OtherBuild.earlier();
    private final OtherBuild later = OtherBuild.later("addedAfterRecords");

    @BeforeEach
    void learnWhatBothPublish() {
        learn(earlier);
        learn(later);
    }

    private static void learn(OtherBuild build) {
        build.published()
                .forEach((fingerprint, text) ->
                        assertThat(StoredSchemas.learn(fingerprint, text)).isTrue());
    }

    @Test
    void recordsOfEveryTypeAreRead_whicheverBuildWroteThem() {
        for (var type : StoredTypes.ALL) {
            for (var build : List.of(earlier, later)) {
                readsAnything(type, build);
            }
        }
    }

    private static <T extends SpecificRecordBase> void readsAnything(
            Class<T> type, OtherBuild build) {
        var records = new StoredRecord<>(type);
        for (var record : new RandomData(build.schemaOf(type), RECORDS, SEED)) {
            var bytes = build.bytes((GenericRecord) record);

            assertThat(records.read("any", bytes)).as(type.getName()).isNotNull();
        }
    }

    @Test
    void eventsOfAllFamiliesAreTheSame_whicheverBuildFiledThem() {
        var rows = StoredEvent.serde();
        var events =
                List.of(
                        new Event.Status(
                                Given.upgrade(REF, "Queued", Outcome.PENDING, 1, Given.NOW)),
                        new Event.Sms(Given.sms(REF, "hi", Channel.POLL, Given.NOW, Given.NOW)),
                        new Event.PushAction(Given.push(REF, "7", Given.NOW)));

        for (var event : events) {
            var bytes = rows.serializer().serialize("rows", event);

            for (var build : List.of(earlier, later)) {
                var rewritten = build.rewritten(bytes);
                assertThat(rewritten).isNotEqualTo(bytes);
                assertThat(rows.deserializer().deserialize("rows", rewritten)).isEqualTo(event);
            }
        }
    }

    @Test
    void aWordThatALaterBuildAddedReadsAsTheDefault_andTheRestStays() {
        var rows = StoredEvent.serde();
        var event = Given.upgrade(REF, "Queued", Outcome.PENDING, 1, Given.NOW);
        var bytes = rows.serializer().serialize("rows", new Event.Status(event));

        var rewritten = later.rewritten(bytes, record -> setNewWord(record, "outcome"));

        var read = (Event.Status) rows.deserializer().deserialize("rows", rewritten);
        assertThat(read.event().getOutcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(read.event().getProviderStatus()).isEqualTo("Queued");
    }

    private static void setNewWord(GenericRecord record, String field) {
        var words = record.getSchema().getField(field).schema();
        record.put(field, new GenericData.EnumSymbol(words, OtherBuild.WORD));
    }

    @Test
    void aSchemaIsLearnedOnlyUnderItsOwnFingerprint_andOnlyForItsOwnType() {
        var schema = PushCounts.getClassSchema();
        var counts = PushCounts.newBuilder().setTotal(1).setFailed(1).build();
        var bytes = new StoredRecord<>(PushCounts.class).bytes(counts);
        var links = new StoredRecord<>(DeviceLink.class);

        assertThat(StoredSchemas.learn("00000000000000aa", schema.toString())).isFalse();
        assertThat(StoredSchemas.learn("00000000000000aa", "no schema")).isFalse();
        assertThat(StoredSchemas.learn(StoredSchemas.fingerprint(schema), schema.toString()))
                .isTrue();
        assertThatThrownBy(() -> links.read("links", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("schema that is not known here");
    }

    @Test
    void aTypeThatIsNotDeclaredIsNotStored() {
        assertThatThrownBy(() -> StoredRecord.serde(PushCounts.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("StoredTypes");
    }
}
