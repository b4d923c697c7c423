package io.telltale.localstack.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The walk on containers; skipped, with the reason, where no Docker engine answers. */
final class ContainerWalkIT {

    @Test
    void answersForTheWholeFleet_andTheSameAfterARestart() {
        var missing = DockerEngine.whyMissing();
        missing.ifPresent(
                reason -> System.out.println("The walk on containers is skipped: " + reason));
        assumeTrue(missing.isEmpty(), () -> "no Docker engine answers: " + missing.orElse(""));
        var root = Path.of(System.getProperty("telltale.root", "../.."));
        try (var stack = new ContainerStack(root);
                var http = HttpClient.newHttpClient()) {
            stack.start();
            var walk = new Walk(stack, http);
            walk.holds();
            var before = walk.answers();

            stack.restart();
            walk.holds();

            assertThat(walk.answers()).isEqualTo(before);
        }
    }
}
