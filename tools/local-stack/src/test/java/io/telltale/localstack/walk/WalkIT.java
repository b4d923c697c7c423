package io.telltale.localstack.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk on processes, as {@code ./telltale up} starts them. */
final class WalkIT {

    @TempDir private Path data;

    @Test
    void answersForTheWholeFleet_andTheSameAfterARestart() {
        var root = Path.of(System.getProperty("telltale.root", "../.."));
        try (var stack = new ProcessStack(root, data);
                var http = HttpClient.newHttpClient()) {
            stack.start();
            var walk = new Walk(stack, http);
            walk.holds();
            var before = walk.answers();

            stack.restart();
            walk.holds();

            assertThat(walk.answers()).isEqualTo(before);
            // By now the broker has looked at the records of the first run several times.
            EventTopics.areWhole(stack.bootstrapServers());
        }
    }
}
