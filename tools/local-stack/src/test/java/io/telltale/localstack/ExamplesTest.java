package io.telltale.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the documents; the walk runs it. */
final class ExamplesTest {

    private static final Path EXAMPLE =
            Path.of("..", "..", "docs", "examples", "DeviceStates.java");

    @TempDir private Path classes;

    @Test
    void compilesWithoutAWarning() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var output = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options =
                    List.of(
                            "-Xlint:all,-processing,-classfile,-path",
                            "-Werror",
                            "-proc:none",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-d",
                            classes.toString());
            var task =
                    compiler.getTask(
                            output, files, null, options, null, files.getJavaFileObjects(EXAMPLE));

            assertThat(task.call()).as(output.toString()).isTrue();
        }
    }

    @Test
    void isShortEnoughToBeRead() throws IOException {
        var lines = Files.readAllLines(EXAMPLE);
        var code = lines.subList(lines.indexOf("class DeviceStates {"), lines.size());

        assertThat(code).hasSizeLessThanOrEqualTo(35);
    }
}
