import io.telltale.schemas.record.DeviceState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Keeps the state of every device and prints each change, until Ctrl-C. On Java 25, while {@code ./telltale up} runs:
 *
 * <pre>java --enable-native-access=ALL-UNNAMED -cp 'streams-app/target/app/lib/*' docs/examples/DeviceStates.java</pre>
 *
 * <p>The first argument is the broker, the second the registry. Confluent's deserializer takes the same properties.
 */
class DeviceStates {

    public static void main(String[] arguments) {
        var properties = Map.<String, Object>of(
                "bootstrap.servers", arguments.length > 0 ? arguments[0] : "127.0.0.1:9092",
                "schema.registry.url", arguments.length > 1 ? arguments[1] : "http://127.0.0.1:8081/apis/ccompat/v7",
                "group.id", "device-states-example",
                "enable.auto.commit", false, // what is only in memory begins anew after a restart
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed", // else records of aborted transactions are read too
                "specific.avro.reader", true,
                "key.deserializer", StringDeserializer.class.getName(),
                "value.deserializer", "io.telltale.schemas.serde.AvroRecordDeserializer");
        var states = new HashMap<String, DeviceState>();
        try (var consumer = new KafkaConsumer<String, DeviceState>(properties)) {
            consumer.subscribe(List.of("device.state.v1"));
            while (true) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.value() == null) { // the key stands for no device any more; device.identity.v1 tells more
                        states.remove(record.key());
                    } else {
                        states.put(record.key(), record.value());
                    }
                    System.out.println(states.size() + " devices; " + record.key() + " is now " + record.value());
                }
            }
        }
    }
}
