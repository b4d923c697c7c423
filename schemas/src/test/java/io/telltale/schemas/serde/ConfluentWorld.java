package io.telltale.schemas.serde;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;

/**
 * Confluent's serializer and deserializer as a producer or consumer outside Telltale has them: in a
 * class loader that sees only the JDK, the repackaged jar with its own Avro and Kafka, and our
 * generated classes once more, tied to that Avro. Nothing but bytes passes between here and there.
 */
final class ConfluentWorld implements AutoCloseable {

    private final URLClassLoader loader;
    private final Object serializer;
    private final Object deserializer;

    /**
     * Configures both.
     *
     * @param further properties besides the registry's address
     */
    ConfluentWorld(URI registry, Map<String, ?> further) {
        var properties = new HashMap<String, Object>(further);
        properties.put("schema.registry.url", registry.toString());
        this.loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
        this.serializer = configured("KafkaAvroSerializer", properties);
        this.deserializer = configured("KafkaAvroDeserializer", properties);
    }

    /** Confluent's jar, and our generated classes from where this test has them. */
    private static URL[] classPath() {
        try {
            var confluent = Path.of("target", "confluent", "confluent.jar").toUri().toURL();
            var ours = AvroRecordSerializer.class.getProtectionDomain().getCodeSource();
            return new URL[] {confluent, ours.getLocation()};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object configured(String name, Map<String, ?> properties) {
        return inside(() -> {
            var type = loader.loadClass("io.confluent.kafka.serializers." + name);
            var made = type.getConstructor().newInstance();
            type.getMethod("configure", Map.class, boolean.class).invoke(made, properties, false);
            return made;
        });
    }

    /** What Confluent's serializer makes of a record. */
    byte[] write(String topic, SpecificRecord record) {
        return inside(() -> {
            var read = twinOf(record.getClass()).getMethod("fromByteBuffer", ByteBuffer.class);
            return rewrite(topic, read.invoke(null, plain(record)));
        });
    }

    /** What Confluent's serializer makes of an object of that world. */
    byte[] rewrite(String topic, Object theirs) {
        return inside(() -> {
            var method = serializer.getClass().getMethod("serialize", String.class, Object.class);
            return (byte[]) method.invoke(serializer, topic, theirs);
        });
    }

    /** What Confluent's deserializer makes of bytes: an object of that world. */
    Object read(String topic, byte[] bytes) {
        return inside(() -> {
            var method =
                    deserializer.getClass().getMethod("deserialize", String.class, byte[].class);
            return method.invoke(deserializer, topic, bytes);
        });
    }

    /** An object of that world as a record of ours, when it is of the same generated class. */
    <T extends SpecificRecord> T taken(Object theirs, Class<T> type) {
        return inside(() -> {
            var plain = twinOf(type).getMethod("toByteBuffer").invoke(theirs);
            return type.cast(
                    type.getMethod("fromByteBuffer", ByteBuffer.class).invoke(null, plain));
        });
    }

    /** The class of the same name in that world. */
    Class<?> twinOf(Class<?> type) {
        return load(type.getName());
    }

    /** A class of that world. */
    Class<?> load(String name) {
        return inside(() -> loader.loadClass(name));
    }

    private static ByteBuffer plain(SpecificRecord record) throws ReflectiveOperationException {
        return (ByteBuffer) record.getClass().getMethod("toByteBuffer").invoke(record);
    }

    /** Kafka and Avro look classes up through the thread's class loader. */
    private <T> T inside(Callable<T> task) {
        var before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            return task.call();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(requireNonNull(e.getCause()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
