package io.telltale.schemas.topic;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.topic.Retention.KeptFor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private static final Pattern TOPIC_NAME = Pattern.compile("\"[a-z-]+\\.[a-z-]+\\.v[0-9]+\"");
    private static final Path REPOSITORY = Path.of("..");

    @Test
    void namesEveryDeclaredTopicInTheListOfAll() {
        var declared =
                Arrays.stream(Topics.class.getFields())
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .filter(field -> field.getType() == Topic.class)
                        .map(TopicsTest::valueOf)
                        .collect(toSet());

        assertThat(declared).isNotEmpty().isEqualTo(Topics.ALL.stream().collect(toSet()));
        assertThat(Topics.ALL).map(Topic::name).doesNotHaveDuplicates();
    }

    @Test
    void keepsEventsForThirtyDays_andStatesForEver() {
        assertThat(List.of(Topics.DEVICE_STATUS, Topics.DEVICE_SMS, Topics.DEVICE_PUSH_ACTION))
                .allSatisfy(topic ->
                        assertThat(topic.retention()).isEqualTo(new KeptFor(Duration.ofDays(30))));
        assertThat(
                        List.of(
                                Topics.DEVICE_LINK,
                                Topics.DEVICE_IDENTITY,
                                Topics.DEVICE_STATE,
                                Topics.CAMPAIGN_PROGRESS,
                                Topics.POLLER_TASK,
                                Topics.POLLER_CHECKPOINT,
                                Topics.POLLER_SECRET,
                                Topics.SOURCE_HEALTH))
                .allSatisfy(
                        topic -> assertThat(topic.retention()).isEqualTo(Retention.compacted()));
        assertThat(List.of(Topics.PROVIDER_ANSWER, Topics.PROVIDER_REQUEST))
                .allSatisfy(topic -> assertThat(topic.retention()).isEqualTo(Retention.days(7)));
    }

    /** A segment spans up to 7 days and goes only once its youngest letter is past retention. */
    @Test
    void keepsTheMarkOfARedriveLongerThanItsLetterCanBeRead() {
        assertThat(Topics.DEAD_LETTER_RETENTION).isEqualTo(Retention.days(30));
        assertThat(Topics.DEAD_LETTER_REDRIVE.retention()).isEqualTo(Retention.days(45));
    }

    @Test
    void namesAnEventTypeAfterItsTopic() {
        assertThat(Topics.DEVICE_SMS.eventType()).isEqualTo("io.telltale.device.sms.v1");
    }

    @Test
    void isTheOnlyPlaceThatSpellsATopicName() throws IOException {
        var sources = new ArrayList<Path>();
        for (var module : modules()) {
            try (var files = Files.walk(module.resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }

        var spelling = new ArrayList<String>();
        for (var source : sources) {
            if (TOPIC_NAME.matcher(Files.readString(source)).find()) {
                spelling.add(source.getFileName().toString());
            }
        }

        assertThat(spelling).containsExactly("Topics.java");
    }

    private static List<Path> modules() throws IOException {
        var modules = new ArrayList<Path>();
        for (var folder : List.of(REPOSITORY, REPOSITORY.resolve("tools"))) {
            try (Stream<Path> children = Files.list(folder)) {
                children.filter(child -> Files.isDirectory(child.resolve("src/main/java")))
                        .forEach(modules::add);
            }
        }
        return modules;
    }

    private static Topic<?> valueOf(Field field) {
        try {
            return (Topic<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
